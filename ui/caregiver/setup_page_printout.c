/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>

#include "caregiver/form_take.h"
#include "caregiver/printout_form.h"

#define THECAL_TYPE_SETUP_PAGE_PRINTOUT (thecal_setup_page_printout_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPagePrintout,
                      thecal_setup_page_printout,
                      THECAL,
                      SETUP_PAGE_PRINTOUT,
                      ThecalSetupPage)

struct _ThecalSetupPagePrintout {
  ThecalSetupPage parent_instance;
  GtkWidget *form;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPagePrintout, thecal_setup_page_printout, THECAL_TYPE_SETUP_PAGE)

static void
enter (ThecalSetupPage *page)
{
  thecal_printout_form_start (THECAL_PRINTOUT_FORM (THECAL_SETUP_PAGE_PRINTOUT (page)->form));
}

static void
take (ThecalSetupPage *page)
{
  ThecalPrintoutForm *form = THECAL_PRINTOUT_FORM (THECAL_SETUP_PAGE_PRINTOUT (page)->form);

  thecal_form_take (thecal_printout_form_get_rows (form), thecal_setup_page_pass, G_OBJECT (page));
}

static void
set_narrow (ThecalSetupPage *page, gboolean narrow)
{
  thecal_printout_form_set_narrow (THECAL_PRINTOUT_FORM (THECAL_SETUP_PAGE_PRINTOUT (page)->form),
                                   narrow);
}

static void
thecal_setup_page_printout_class_init (ThecalSetupPagePrintoutClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  page_class->title = N_ ("Copy the numbers from the clinic's printout.");
  page_class->lead = N_ ("With these alone Thecal can warn you early, with no pump connected.");
  page_class->without = N_ ("Thecal will not know when the pump runs low, and no alarm will come.");
  page_class->enter = enter;
  page_class->take = take;
  page_class->set_narrow = set_narrow;
}

static void
thecal_setup_page_printout_init (ThecalSetupPagePrintout *self)
{
}

GtkWidget *
thecal_setup_page_printout_new (ThecalSetup *setup)
{
  ThecalSetupPagePrintout *self =
      THECAL_SETUP_PAGE_PRINTOUT (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_PRINTOUT, setup));

  self->form = thecal_printout_form_new (setup, FALSE);
  thecal_setup_page_add (self, self->form);

  return GTK_WIDGET (self);
}
