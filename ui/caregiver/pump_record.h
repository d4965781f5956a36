/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/pump/flex.h"
#include "files/plan_store.h"
#include "shared/plan_watch.h"

/* Something that was done at the pump, on its way to everybody who has to know: the numbers to the
 * monitor, the values into the care plan, the entry into the history. The plan is written also when
 * the monitor is dead; what could not be told is said. */
typedef struct _ThecalPumpRecord ThecalPumpRecord;

/* @entry is taken over. */
ThecalPumpRecord *thecal_pump_record_new (ThecalEntry *entry);
void thecal_pump_record_free (ThecalPumpRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPumpRecord, thecal_pump_record_free)
const ThecalEntry *thecal_pump_record_get_entry (const ThecalPumpRecord *self);
/* One value of the plan; NULL takes it away. */
void thecal_pump_record_add (ThecalPumpRecord *self,
                             const char *group,
                             const char *key,
                             const char *value);
/* The programme as [flex] has it, no step more; its sum is the dose of the first drug. */
void
thecal_pump_record_add_flex (ThecalPumpRecord *self, const ThecalFlexStep *steps, gsize n_steps);
/* Floating: what Enter of the monitor takes, a{sv}. */
void thecal_pump_record_set_printout (ThecalPumpRecord *self, GVariant *printout);
/* As thecal_plan_change_ask(), of its values in the plan that @plan has. */
char *thecal_pump_record_ask (const ThecalPumpRecord *self, ThecalPlanWatch *plan, GError **error);

/* Takes @self over. */
void thecal_pump_record_save_async (ThecalPumpRecord *self,
                                    ThecalMonitorClient *client,
                                    ThecalPlanWatch *plan,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* What was not told, a line each; "": nothing. NULL with @error: it was refused, and nothing was
 * written ("dose_ug_per_day: expected …", where it is a value of the entry). (transfer full) */
char *thecal_pump_record_save_finish (GAsyncResult *result, GError **error);
