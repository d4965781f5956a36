/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_home.h"

#include "files/checklist_files.h"
#include "shared/person.h"

GtkWidget *
thecal_walk_home_new_view (const ThecalWalkHome *self, guint lists)
{
  g_autofree char *name = thecal_person_get_name ();
  g_autoptr (GPtrArray) faults = NULL;
  const ThecalWalkStart start = {
    .set = thecal_checklist_files_load (NULL, &faults),
    .client = self->client,
    .plan_path = thecal_plan_watch_get_path (self->plan),
    .state_dir = thecal_plan_watch_get_state_dir (self->plan),
    .print_to = self->print_to,
    .by = name,
    .paperless = self->paperless,
    .lists = lists,
  };
  GtkWidget *view = thecal_walk_view_new (&start);

  for (guint i = 0; i < faults->len; i++)
    thecal_walk_view_add_fault (THECAL_WALK_VIEW (view), g_ptr_array_index (faults, i));
  thecal_walk_view_load_plan (THECAL_WALK_VIEW (view), &start, self->cancellable);

  return view;
}

void
thecal_walk_home_answer_prompt (const ThecalWalkHome *self,
                                ThecalWalkView *view,
                                const char *pump,
                                const ThecalAsker *asker)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  g_autofree char *name = thecal_person_get_name ();

  if (pump != NULL && manager != NULL && thecal_walk_view_is_finished (view))
    thecal_asker_ask (asker, manager, "AnswerWatch", g_variant_new ("(ss)", pump, name));
}
