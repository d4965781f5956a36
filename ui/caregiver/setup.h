/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/setup_draft.h"
#include "shared/plan_form.h"
#include "shared/plan_watch.h"

/* What the pages of the first start, and the printout's dialog, work on: the care plan as it is on
 * disk, what was typed, and the monitor. */
#define THECAL_TYPE_SETUP (thecal_setup_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetup, thecal_setup, THECAL, SETUP, GObject)

/* Signal "changed" (): the plan on disk is another. Once after it was read too. */

/* @draft nullable: nothing that is typed is kept before it is taken. */
ThecalSetup *
thecal_setup_new (ThecalMonitorClient *client, ThecalPlanWatch *plan, ThecalSetupDraft *draft);
/* All borrowed. */
ThecalMonitorClient *thecal_setup_get_client (ThecalSetup *self);
ThecalPlanWatch *thecal_setup_get_plan (ThecalSetup *self);
ThecalSetupDraft *thecal_setup_get_draft (ThecalSetup *self); /* nullable */
/* "" where there is none, or before it was read. */
const char *thecal_setup_get_plan_text (ThecalSetup *self);
gboolean thecal_setup_is_read (ThecalSetup *self);
/* It was read, and there is no such file. */
gboolean thecal_setup_is_plan_missing (ThecalSetup *self);

/* What is in place, as bits of ThecalGuard. */
guint thecal_setup_find_guards (ThecalSetup *self);

/* Writes the values of @form into the plan, whole or not at all; then what was typed for them is
 * forgotten. */
void thecal_setup_write_async (ThecalSetup *self,
                               const ThecalPlanField *fields,
                               gsize n_fields,
                               const ThecalPlanForm *form,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean thecal_setup_write_finish (ThecalSetup *self, GAsyncResult *result, GError **error);
