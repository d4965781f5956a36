/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "caregiver/setup.h"

/* One page of the first start. It knows what is still missing on it, and takes what was entered. */
#define THECAL_TYPE_SETUP_PAGE (thecal_setup_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ThecalSetupPage, thecal_setup_page, THECAL, SETUP_PAGE, AdwBin)

struct _ThecalSetupPageClass {
  AdwBinClass parent_class;
  /* Of every page of this kind; texts are N_(). */
  const char *title;   /* what is asked */
  const char *lead;    /* nullable */
  const char *without; /* what is missing when it is left out; NULL: it cannot be */
  const char *next;    /* of the button; NULL: "Next" */
  void (*enter) (ThecalSetupPage *self); /* nullable: it is shown now */
  /* Next was pressed. It ends with thecal_setup_page_pass(), or tells what is missing. NULL: it
   * passes. */
  void (*take) (ThecalSetupPage *self);
  void (*set_narrow) (ThecalSetupPage *self, gboolean narrow); /* nullable */
};

/* Signal "passed" (): what was entered is taken. */

ThecalSetup *thecal_setup_page_get_setup (ThecalSetupPage *self);      /* borrowed */
ThecalSetupDraft *thecal_setup_page_get_draft (ThecalSetupPage *self); /* borrowed, never NULL */
void thecal_setup_page_enter (ThecalSetupPage *self);
void thecal_setup_page_take (ThecalSetupPage *self);
void thecal_setup_page_pass (gpointer self);
void thecal_setup_page_set_narrow (ThecalSetupPage *self, gboolean narrow);

/* For the pages themselves: a page of @type with a column inside, to which widgets are added. */
GtkWidget *thecal_setup_page_new (GType type, ThecalSetup *setup);
void thecal_setup_page_add (gpointer self, GtkWidget *child);
/* A paragraph with a CSS class, nullable. */
GtkWidget *thecal_setup_text_new (const char *text, const char *css_class);
/* One in its column. */
GtkWidget *thecal_setup_page_add_text (gpointer self, const char *text, const char *css_class);
/* Why it does not pass; NULL: nothing any more. A reader says it at once. */
void thecal_setup_page_tell (gpointer self, const char *words);

GtkWidget *thecal_setup_page_understand_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_person_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_printout_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_contacts_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_tablets_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_sound_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_drill_new (ThecalSetup *setup);
GtkWidget *thecal_setup_page_done_new (ThecalSetup *setup);
