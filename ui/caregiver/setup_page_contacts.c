/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "caregiver/form_take.h"
#include "shared/emergency_chooser.h"
#include "shared/labels.h"

/* Whom to call (000-16, 004-39, 004-40): no number is shipped, and none is guessed. */

#define THECAL_TYPE_SETUP_PAGE_CONTACTS (thecal_setup_page_contacts_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPageContacts,
                      thecal_setup_page_contacts,
                      THECAL,
                      SETUP_PAGE_CONTACTS,
                      ThecalSetupPage)

enum {
  ADDRESS,
  TEAM_NAME,
  TEAM_PHONE,
  TEAM_HOURS,
  TEAM_ZONE,
  TEAM_ROLE,
  CALL_NAME,
  CALL_PHONE,
  CALL_ROLE,
  MORE_NAME,
  MORE_PHONE,
  MORE_ROLE,
  N_FIELDS
};

#define TEAM "contact pump-team"
#define ON_CALL "contact on-call"
#define MORE "contact caregiver"

static const ThecalPlanField fields[N_FIELDS] = {
  [ADDRESS] = { .group = "emergency",
                .key = "Address",
                .label = N_ ("Address for the ambulance, with how to get in") },
  [TEAM_NAME] = { .group = TEAM, .key = "Name", .label = N_ ("Pump team: name") },
  [TEAM_PHONE] = { .group = TEAM, .key = "Phone", .label = N_ ("Pump team: telephone") },
  [TEAM_HOURS] = { .group = TEAM,
                   .key = "Hours",
                   .label = N_ ("Pump team: hours, as in Mon-Fri 08:30-17:00") },
  [TEAM_ZONE] = { .group = TEAM, .key = "TimeZone" },
  [TEAM_ROLE] = { .group = TEAM, .key = "Role" },
  [CALL_NAME] = { .group = ON_CALL, .key = "Name", .label = N_ ("On call: name") },
  [CALL_PHONE] = { .group = ON_CALL, .key = "Phone", .label = N_ ("On call: telephone") },
  [CALL_ROLE] = { .group = ON_CALL, .key = "Role" },
  [MORE_NAME] = { .group = MORE, .key = "Name", .label = N_ ("Second person: name") },
  [MORE_PHONE] = { .group = MORE, .key = "Phone", .label = N_ ("Second person: telephone") },
  [MORE_ROLE] = { .group = MORE, .key = "Role" },
};

/* The fields of one contact. */
static const struct {
  ThecalRole role;
  gsize first, last, name, phone, role_field;
} people[] = {
  { THECAL_ROLE_PUMP_TEAM, TEAM_NAME, TEAM_ROLE, TEAM_NAME, TEAM_PHONE, TEAM_ROLE },
  { THECAL_ROLE_ON_CALL, CALL_NAME, CALL_ROLE, CALL_NAME, CALL_PHONE, CALL_ROLE },
  { THECAL_ROLE_CAREGIVER, MORE_NAME, MORE_ROLE, MORE_NAME, MORE_PHONE, MORE_ROLE },
};

struct _ThecalSetupPageContacts {
  ThecalSetupPage parent_instance;
  GtkWidget *chosen, *rows;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPageContacts, thecal_setup_page_contacts, THECAL_TYPE_SETUP_PAGE)

static ThecalPlanWatch *
plan_of (ThecalSetupPageContacts *self)
{
  return thecal_setup_get_plan (thecal_setup_page_get_setup (THECAL_SETUP_PAGE (self)));
}

static void
show_chosen (ThecalSetupPageContacts *self, const char *number)
{
  g_autofree char *words =
      number != NULL ? g_strdup_printf (_ ("Chosen: %s. Press another to change it."), number)
                     : g_strdup (_ ("Not chosen yet. Ask if you do not know it."));

  thecal_label_set (self->chosen, words);
}

static void
on_chosen (ThecalEmergencyChooser *chooser, const char *number, ThecalSetupPageContacts *self)
{
  show_chosen (self, number);
  thecal_plan_watch_reload (plan_of (self));
}

/* A group that is nobody's goes; one that somebody has entered says who it is. */
static void
set_roles (ThecalSetupPageContacts *self)
{
  ThecalFormRows *rows = THECAL_FORM_ROWS (self->rows);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *zone_name = g_time_zone_get_identifier (zone);

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++) {
    const gboolean entered = *thecal_form_rows_get (rows, people[i].name) != '\0' ||
                             *thecal_form_rows_get (rows, people[i].phone) != '\0';

    thecal_form_rows_set (
        rows, people[i].role_field, entered ? thecal_role_to_string (people[i].role) : "");
  }
  /* hours are those of this place, by its name: an offset would not know summer time */
  if (*thecal_form_rows_get (rows, TEAM_HOURS) == '\0')
    thecal_form_rows_set (rows, TEAM_ZONE, "");
  else if (*thecal_form_rows_get (rows, TEAM_ZONE) == '\0' && strchr (zone_name, '/') != NULL &&
           *zone_name != '/')
    thecal_form_rows_set (rows, TEAM_ZONE, zone_name);
}

static void
take (ThecalSetupPage *page)
{
  ThecalSetupPageContacts *self = THECAL_SETUP_PAGE_CONTACTS (page);

  if (thecal_plan_watch_get_contacts (plan_of (self))->emergency_number == NULL) {
    thecal_setup_page_tell (
        page,
        _ ("Choose the emergency number of the place where the patient is, or skip this "
           "step."));
    return;
  }
  set_roles (self);
  thecal_form_take (THECAL_FORM_ROWS (self->rows), thecal_setup_page_pass, G_OBJECT (self));
}

static void
enter (ThecalSetupPage *page)
{
  ThecalSetupPageContacts *self = THECAL_SETUP_PAGE_CONTACTS (page);

  show_chosen (self, thecal_plan_watch_get_contacts (plan_of (self))->emergency_number);
}

static void
set_narrow (ThecalSetupPage *page, gboolean narrow)
{
  thecal_form_rows_set_narrow (THECAL_FORM_ROWS (THECAL_SETUP_PAGE_CONTACTS (page)->rows), narrow);
}

static void
thecal_setup_page_contacts_class_init (ThecalSetupPageContactsClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  page_class->title = N_ ("Whom to call");
  page_class->lead =
      N_ ("In an emergency you have one button and the right number under it. Thecal "
          "brings no numbers of its own and guesses none.");
  page_class->without = N_ ("In an emergency Thecal will show no number to call.");
  page_class->enter = enter;
  page_class->take = take;
  page_class->set_narrow = set_narrow;
}

static void
thecal_setup_page_contacts_init (ThecalSetupPageContacts *self)
{
}

/* Who has such a contact under another name keeps it. */
static void
find_groups (ThecalSetupPageContacts *self)
{
  const GPtrArray *contacts = thecal_plan_watch_get_contacts (plan_of (self))->contacts;

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    for (guint j = contacts->len; j > 0; j--) {
      const ThecalContact *contact = g_ptr_array_index (contacts, j - 1);

      for (gsize k = people[i].first; contact->role == people[i].role && k <= people[i].last; k++)
        thecal_form_rows_set_group (THECAL_FORM_ROWS (self->rows), k, contact->group);
    }
}

static void
add_emergency (ThecalSetupPageContacts *self)
{
  GtkWidget *chooser = thecal_emergency_chooser_new (thecal_plan_watch_get_path (plan_of (self)));

  thecal_setup_page_add_text (
      self, _ ("Which number calls an ambulance where the patient is?"), "thecal-setup-question");
  self->chosen = thecal_setup_page_add_text (self, "", "thecal-setup-answer");
  thecal_setup_page_add (self, chooser);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chosen), self, 0);
}

GtkWidget *
thecal_setup_page_contacts_new (ThecalSetup *setup)
{
  ThecalSetupPageContacts *self =
      THECAL_SETUP_PAGE_CONTACTS (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_CONTACTS, setup));
  ThecalFormRows *rows;

  add_emergency (self);
  self->rows = thecal_form_rows_new (setup, fields, N_FIELDS);
  rows = THECAL_FORM_ROWS (self->rows);
  find_groups (self);
  thecal_form_rows_add (rows, NULL, NULL, ADDRESS, 1);
  thecal_form_rows_add (rows,
                        _ ("Pump team"),
                        _ ("For refills, doses and alarms, in their hours."),
                        TEAM_NAME,
                        TEAM_ROLE - TEAM_NAME + 1);
  thecal_form_rows_add (rows,
                        _ ("On call"),
                        _ ("For nights, weekends and holidays."),
                        CALL_NAME,
                        CALL_ROLE - CALL_NAME + 1);
  thecal_form_rows_add (rows,
                        _ ("A second person"),
                        _ ("Somebody who can come, so that you are not alone."),
                        MORE_NAME,
                        MORE_ROLE - MORE_NAME + 1);
  thecal_form_rows_fill (rows);
  thecal_setup_page_add (self, self->rows);

  return GTK_WIDGET (self);
}
