/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"
#include "core/plan/typed_value.h"

/* What a person types into a form, and the care plan that it makes: judged by the reader of the
 * plan, so that no form takes what the file would not. Pure: no clock and no file. */

typedef enum {
  THECAL_PLAN_TEXT,
  THECAL_PLAN_NUMBER,
  THECAL_PLAN_DATE,
  THECAL_PLAN_MOMENT,
  THECAL_PLAN_CHOICE, /* one of a list, or another text */
} ThecalPlanKind;

typedef struct {
  const char *value; /* in the plan */
  const char *label; /* N_() */
} ThecalPlanOption;

/* One value of the plan as a field. */
typedef struct {
  const char *group, *key;
  const char *label; /* N_(); NULL: not shown, the form sets it */
  ThecalPlanKind kind;
  ThecalUnit unit;
  bool required;
  const ThecalPlanOption *options; /* of a choice, up to one without a value */
  const char *other;               /* N_(): label of the text beside the options; NULL: no other */
} ThecalPlanField;

typedef struct {
  int field;   /* index; -1: of the plan as a whole */
  char *words; /* for people */
} ThecalPlanNote;

typedef struct {
  char *text;                   /* of the plan with the values; never NULL */
  ThecalPlanDocument *document; /* NULL: not taken, see the faults */
  GStrv values;                 /* as the plan has them, "" where empty; one for each field */
  GPtrArray *faults;            /* of ThecalPlanNote: refused */
  GPtrArray *doubts;            /* of ThecalPlanNote: asked again before it is taken */
} ThecalPlanForm;

/* Now, for what is asked of dates; those without a zone are in @zone. */
typedef struct {
  gint64 wall_us;
  GTimeZone *zone;
} ThecalPlanMoment;

/* @plan_text: of the plan as it is, "" where there is none. @typed: a text for each field.
 * (transfer full) */
ThecalPlanForm *thecal_plan_form_check (const char *plan_text,
                                        const ThecalPlanField *fields,
                                        gsize n_fields,
                                        const char *const *typed,
                                        const ThecalPlanMoment *now);
/* A person said that there is nothing of all this: the plan without the values of the fields, the
 * required ones too. @question is its one doubt: what is taken out is asked again. (transfer full);
 * NULL: the plan has none of them. */
ThecalPlanForm *thecal_plan_form_clear (const char *plan_text,
                                        const ThecalPlanField *fields,
                                        gsize n_fields,
                                        const char *question,
                                        const ThecalPlanMoment *now);
void thecal_plan_form_free (ThecalPlanForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPlanForm, thecal_plan_form_free)

/* As the plan has it, for the field; "" where it has none. (transfer full) */
char *thecal_plan_form_get_value (const char *plan_text, const char *group, const char *key);
