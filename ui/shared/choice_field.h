/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/form_field.h"

/* One of a few, each a button; the one that is pressed again gives nothing. */
#define THECAL_TYPE_CHOICE_FIELD (thecal_choice_field_get_type ())
G_DECLARE_FINAL_TYPE (ThecalChoiceField, thecal_choice_field, THECAL, CHOICE_FIELD, ThecalFormField)

typedef enum {
  THECAL_CHOICE_ROW,    /* beside each other, as far as there is room */
  THECAL_CHOICE_LIST,   /* one a line, with long words */
  THECAL_CHOICE_BESIDE, /* short ones, at the end of the line of the title */
} ThecalChoiceLayout;

/* Add the choices after it. */
GtkWidget *thecal_choice_field_new (const char *name,
                                    const char *title,
                                    const char *help,
                                    ThecalChoiceLayout layout);
void thecal_choice_field_add (ThecalChoiceField *self, const char *value, const char *label);
/* 0 to 10, eleven large buttons; digits choose while one of them has the focus. */
GtkWidget *thecal_choice_field_new_scale (const char *name, const char *title, const char *help);
