/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>

#include "caregiver/form_take.h"

/* Rescue tablets in the team's own words; never a dose of ours (004-16, 0.7). */

#define THECAL_TYPE_SETUP_PAGE_TABLETS (thecal_setup_page_tablets_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPageTablets,
                      thecal_setup_page_tablets,
                      THECAL,
                      SETUP_PAGE_TABLETS,
                      ThecalSetupPage)

enum { PLAN, WRITTEN_BY, WRITTEN_ON, WHERE, EXPIRES, N_FIELDS };

static const ThecalPlanField fields[N_FIELDS] = {
  [PLAN] = { .group = "tablets", .key = "Plan", .label = N_ ("The team's plan, word for word") },
  [WRITTEN_BY] = { .group = "tablets", .key = "WrittenBy", .label = N_ ("Who wrote it") },
  [WRITTEN_ON] = { .group = "tablets",
                   .key = "WrittenOn",
                   .label = N_ ("Written on"),
                   .kind = THECAL_PLAN_DATE },
  [WHERE] = { .group = "tablets", .key = "Where", .label = N_ ("Where they are kept") },
  [EXPIRES] = { .group = "tablets",
                .key = "Expires",
                .label = N_ ("They expire on"),
                .kind = THECAL_PLAN_DATE,
                .required = true },
};

struct _ThecalSetupPageTablets {
  ThecalSetupPage parent_instance;
  GtkWidget *none, *rows;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPageTablets, thecal_setup_page_tablets, THECAL_TYPE_SETUP_PAGE)

static void
on_none (GtkSwitch *none, GParamSpec *pspec, ThecalSetupPageTablets *self)
{
  const gboolean active = gtk_switch_get_active (none);

  gtk_widget_set_sensitive (self->rows, !active);
  thecal_setup_page_tell (self, NULL);
  thecal_setup_draft_set (thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self)),
                          THECAL_DRAFT_NO_TABLETS,
                          active ? "true" : "");
}

/* A plan that still has tablets would have them shown in an emergency: they are taken out, once
 * that was asked again. */
static void
take_none (ThecalSetupPageTablets *self)
{
  ThecalFormRows *rows = THECAL_FORM_ROWS (self->rows);
  ThecalPlanForm *form =
      thecal_form_rows_clear (rows,
                              _ ("The care plan has rescue tablets. They are taken out of it: the "
                                 "team's words, and the date on which they expire."));

  if (form != NULL)
    thecal_form_take_form (rows, form, thecal_setup_page_pass, G_OBJECT (self));
  else
    thecal_setup_page_pass (THECAL_SETUP_PAGE (self));
}

static void
take (ThecalSetupPage *page)
{
  ThecalSetupPageTablets *self = THECAL_SETUP_PAGE_TABLETS (page);

  if (gtk_switch_get_active (GTK_SWITCH (self->none)))
    take_none (self);
  else
    thecal_form_take (THECAL_FORM_ROWS (self->rows), thecal_setup_page_pass, G_OBJECT (self));
}

static void
set_narrow (ThecalSetupPage *page, gboolean narrow)
{
  thecal_form_rows_set_narrow (THECAL_FORM_ROWS (THECAL_SETUP_PAGE_TABLETS (page)->rows), narrow);
}

static void
thecal_setup_page_tablets_class_init (ThecalSetupPageTabletsClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  page_class->title = N_ ("Rescue tablets");
  page_class->lead = N_ ("Many teams give baclofen tablets to carry at all times. Thecal shows the "
                         "team's own words and tells before they expire. It never names a dose.");
  page_class->without = N_ ("Thecal will not tell when the tablets expire.");
  page_class->take = take;
  page_class->set_narrow = set_narrow;
}

static void
thecal_setup_page_tablets_init (ThecalSetupPageTablets *self)
{
}

static GtkWidget *
none_group_new (ThecalSetupPageTablets *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  self->none = gtk_switch_new ();
  gtk_widget_set_valign (self->none, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("There are no rescue tablets"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Ask the pump team whether there should be."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->none);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->none),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("There are no rescue tablets"),
                                  -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return group;
}

GtkWidget *
thecal_setup_page_tablets_new (ThecalSetup *setup)
{
  ThecalSetupPageTablets *self =
      THECAL_SETUP_PAGE_TABLETS (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_TABLETS, setup));

  self->rows = thecal_form_rows_new (setup, fields, N_FIELDS);
  thecal_form_rows_add (THECAL_FORM_ROWS (self->rows), NULL, NULL, 0, N_FIELDS);
  thecal_form_rows_fill (THECAL_FORM_ROWS (self->rows));
  thecal_setup_page_add (self, none_group_new (self));
  thecal_setup_page_add (self, self->rows);
  g_signal_connect (self->none, "notify::active", G_CALLBACK (on_none), self);
  gtk_switch_set_active (
      GTK_SWITCH (self->none),
      thecal_setup_draft_is (thecal_setup_get_draft (setup), THECAL_DRAFT_NO_TABLETS, "true"));

  return GTK_WIDGET (self);
}
