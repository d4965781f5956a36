/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>

#include "caregiver/form_take.h"
#include "shared/person.h"

/* Whose pump it is, and who watches (003-01, 001-04, 001-10). */

#define THECAL_TYPE_SETUP_PAGE_PERSON (thecal_setup_page_person_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPagePerson,
                      thecal_setup_page_person,
                      THECAL,
                      SETUP_PAGE_PERSON,
                      ThecalSetupPage)

/* As [person] Diagnosis has them, in English (001-04, 002-02, 003-01). */
#define CORD_INJURY "spinal cord injury"
static const ThecalPlanOption diagnoses[] = {
  { "cerebral palsy", N_ ("Cerebral palsy") },
  { "multiple sclerosis", N_ ("Multiple sclerosis") },
  { CORD_INJURY, N_ ("Spinal cord injury") },
  { "brain injury", N_ ("Brain injury") },
  { "stroke", N_ ("Stroke") },
  { NULL, NULL },
};

static const ThecalPlanOption yes_no[] = {
  { "true", N_ ("Yes") },
  { "false", N_ ("No") },
  { NULL, NULL },
};

enum { NAME, BIRTH, WEIGHT, DIAGNOSIS, INJURY, ALLERGIES, SWALLOW, N_FIELDS };

static const ThecalPlanField fields[N_FIELDS] = {
  [NAME] = { .group = "person", .key = "Name", .label = N_ ("Name") },
  [BIRTH] = { .group = "person",
              .key = "BirthDate",
              .label = N_ ("Date of birth"),
              .kind = THECAL_PLAN_DATE },
  [WEIGHT] = { .group = "person",
               .key = "Weight",
               .label = N_ ("Weight with its unit, as in 28 kg") },
  [DIAGNOSIS] = { .group = "person",
                  .key = "Diagnosis",
                  .label = N_ ("Diagnosis"),
                  .kind = THECAL_PLAN_CHOICE,
                  .options = diagnoses,
                  .other = N_ ("Which diagnosis") },
  [INJURY] = { .group = "person",
               .key = "InjuryLevel",
               .label = N_ ("Level of the injury, as in T6") },
  [ALLERGIES] = { .group = "person", .key = "Allergies", .label = N_ ("Allergies, or none known") },
  [SWALLOW] = { .group = "person",
                .key = "CanSwallow",
                .label = N_ ("Can swallow tablets"),
                .kind = THECAL_PLAN_CHOICE,
                .options = yes_no },
};

/* In the order of the choice. */
static const char *const who_names[] = { "adult", "child", "self" };

struct _ThecalSetupPagePerson {
  ThecalSetupPage parent_instance;
  GtkWidget *who, *watcher, *group, *rows;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPagePerson, thecal_setup_page_person, THECAL_TYPE_SETUP_PAGE)

static const char *
group_title (guint who)
{
  static const char *const titles[] = { N_ ("The person with the pump"),
                                        N_ ("Your child"),
                                        N_ ("You") };

  return _ (titles[who]);
}

static void
on_who (ThecalSetupPagePerson *self)
{
  const guint who = adw_combo_row_get_selected (ADW_COMBO_ROW (self->who));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), group_title (who));
  thecal_setup_draft_set (
      thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self)), THECAL_DRAFT_WHO, who_names[who]);
}

/* The level is asked for where it counts: T6 and above is the group of the boxed warning [C1]. */
static void
update_injury (ThecalSetupPagePerson *self)
{
  ThecalFormRows *rows = THECAL_FORM_ROWS (self->rows);

  gtk_widget_set_visible (thecal_form_rows_get_row (rows, INJURY),
                          g_str_equal (thecal_form_rows_get (rows, DIAGNOSIS), CORD_INJURY) ||
                              *thecal_form_rows_get (rows, INJURY) != '\0');
}

static void
fill (ThecalSetupPagePerson *self)
{
  ThecalSetupDraft *draft = thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (who_names); i++)
    if (thecal_setup_draft_is (draft, THECAL_DRAFT_WHO, who_names[i]))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->who), i);
  thecal_form_rows_fill (THECAL_FORM_ROWS (self->rows));
  update_injury (self);
}

static void
take (ThecalSetupPage *page)
{
  ThecalSetupPagePerson *self = THECAL_SETUP_PAGE_PERSON (page);
  const char *watcher = gtk_editable_get_text (GTK_EDITABLE (self->watcher));
  g_autoptr (GError) error = NULL;

  if (!thecal_person_set_name (watcher, &error))
    thecal_setup_page_tell (page, error->message);
  else
    thecal_form_take (THECAL_FORM_ROWS (self->rows), thecal_setup_page_pass, G_OBJECT (self));
}

static void
set_narrow (ThecalSetupPage *page, gboolean narrow)
{
  thecal_form_rows_set_narrow (THECAL_FORM_ROWS (THECAL_SETUP_PAGE_PERSON (page)->rows), narrow);
}

static void
thecal_setup_page_person_class_init (ThecalSetupPagePersonClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  page_class->title = N_ ("Whose pump is it?");
  page_class->lead = N_ ("This goes on the emergency card, and into what you read out on the "
                         "telephone. It stays on this computer. Leave out what you do not know.");
  page_class->without = N_ ("The emergency card will have no name on it.");
  page_class->take = take;
  page_class->set_narrow = set_narrow;
}

static void
thecal_setup_page_person_init (ThecalSetupPagePerson *self)
{
}

static GtkWidget *
watcher_group_new (ThecalSetupPagePerson *self)
{
  static const char *const choices[] = { N_ ("I care for an adult"),
                                         N_ ("I care for a child"),
                                         N_ ("I have the pump myself") };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *name = thecal_person_get_name ();
  GtkWidget *group = adw_preferences_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (list, _ (choices[i]));
  self->who = adw_combo_row_new ();
  adw_combo_row_set_model (ADW_COMBO_ROW (self->who), G_LIST_MODEL (list));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->who), _ ("Who are you?"));
  self->watcher = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->watcher), _ ("Your own name"));
  gtk_editable_set_text (GTK_EDITABLE (self->watcher), name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->who);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->watcher);

  return group;
}

GtkWidget *
thecal_setup_page_person_new (ThecalSetup *setup)
{
  ThecalSetupPagePerson *self =
      THECAL_SETUP_PAGE_PERSON (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_PERSON, setup));

  thecal_setup_page_add (self, watcher_group_new (self));
  self->rows = thecal_form_rows_new (setup, fields, N_FIELDS);
  self->group =
      thecal_form_rows_add (THECAL_FORM_ROWS (self->rows), group_title (0), NULL, 0, N_FIELDS);
  thecal_setup_page_add (self, self->rows);
  fill (self);
  g_signal_connect_swapped (self->who, "notify::selected", G_CALLBACK (on_who), self);
  g_signal_connect_swapped (self->rows, "changed", G_CALLBACK (update_injury), self);
  on_who (self);

  return GTK_WIDGET (self);
}
