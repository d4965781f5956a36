/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_actions.h"

#include <glib/gi18n.h>

#include "caregiver/kind_form.h"
#include "caregiver/plan_page.h"
#include "caregiver/refill_form.h"
#include "caregiver/side_window.h"

#define ACTIONS "thecal-pump-actions"

typedef struct {
  GtkWidget *window; /* borrowed: it owns this */
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalPeople *people;   /* borrowed: a child of the window */
  GtkWidget *plan_window; /* weak; NULL: not shown */
} Actions;

static void
actions_free (gpointer data)
{
  Actions *actions = data;

  g_clear_weak_pointer (&actions->plan_window);
  g_object_unref (actions->client);
  g_object_unref (actions->plan);
  g_free (actions);
}

static void
on_plan (GSimpleAction *action, GVariant *none, gpointer data)
{
  Actions *actions = data;

  if (actions->plan_window == NULL)
    g_set_weak_pointer (&actions->plan_window,
                        thecal_side_window_new (GTK_WINDOW (actions->window),
                                                _ ("Care plan"),
                                                thecal_plan_page_new (actions->plan)));
  gtk_window_present (GTK_WINDOW (actions->plan_window));
}

static void
on_refill (GSimpleAction *action, GVariant *none, gpointer data)
{
  Actions *actions = data;

  thecal_refill_show (actions->window, actions->client, actions->plan);
}

static void
on_record (GSimpleAction *action, GVariant *name, gpointer data)
{
  Actions *actions = data;
  ThecalEntryKind kind;

  if (thecal_entry_kind_from_string (g_variant_get_string (name, NULL), &kind))
    thecal_kind_form_show (actions->window, kind, actions->client, actions->plan);
}

static void
on_add_person (GSimpleAction *action, GVariant *none, gpointer data)
{
  thecal_people_add_person (((Actions *) data)->people);
}

void
thecal_pump_actions_add (GtkApplicationWindow *window,
                         ThecalMonitorClient *client,
                         ThecalPlanWatch *plan,
                         ThecalPeople *people)
{
  static const GActionEntry entries[] = {
    { .name = "plan", .activate = on_plan },
    { .name = "refill", .activate = on_refill },
    { .name = "record", .parameter_type = "s", .activate = on_record },
    { .name = "add-person", .activate = on_add_person },
  };
  Actions *actions = g_new0 (Actions, 1);

  actions->window = GTK_WIDGET (window);
  actions->client = g_object_ref (client);
  actions->plan = g_object_ref (plan);
  actions->people = people;
  g_object_set_data_full (G_OBJECT (window), ACTIONS, actions, actions_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), actions);
  thecal_people_set_up (people, client, plan, G_ACTION_MAP (window));
}
