/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/event.h"

#include "core/names.h"

static const char *const type_names[] = {
  [THECAL_EVENT_TICK] = "tick",
  [THECAL_EVENT_ADD_PUMP] = "add_pump",
  [THECAL_EVENT_STATUS] = "status",
  [THECAL_EVENT_PUMP_EVENT] = "pump_event",
  [THECAL_EVENT_LINK] = "link",
  [THECAL_EVENT_UNTRUSTED] = "untrusted",
  [THECAL_EVENT_HEARD_BEEP] = "heard_beep",
  [THECAL_EVENT_REFILL] = "refill",
  [THECAL_EVENT_ACKNOWLEDGE] = "acknowledge",
  [THECAL_EVENT_PAUSE] = "pause",
  [THECAL_EVENT_RESET] = "reset",
  [THECAL_EVENT_APPOINTMENT] = "appointment",
  [THECAL_EVENT_CLINIC_ACTION] = "clinic_action",
  [THECAL_EVENT_TEMPERATURE] = "temperature",
  [THECAL_EVENT_TRIAGE] = "triage",
  [THECAL_EVENT_CLOCK_STEP] = "clock_step",
  [THECAL_EVENT_SUSPEND] = "suspend",
  [THECAL_EVENT_RESUME] = "resume",
  [THECAL_EVENT_RESTART] = "restart",
  [THECAL_EVENT_SELF_TEST] = "self_test",
  [THECAL_EVENT_DECLINE] = "decline",
  [THECAL_EVENT_MRI] = "mri",
  [THECAL_EVENT_WATCH_ANSWER] = "watch_answer",
  [THECAL_EVENT_OPERATION] = "operation",
  [THECAL_EVENT_SERVICE_LIFE] = "service_life",
  [THECAL_EVENT_DIARY] = "diary",
  [THECAL_EVENT_TABLETS] = "tablets",
  [THECAL_EVENT_HOST_POWER] = "host_power",
  [THECAL_EVENT_SETTINGS] = "settings",
  [THECAL_EVENT_DRILL] = "drill",
  [THECAL_EVENT_DOSE_CHANGE] = "dose_change",
  [THECAL_EVENT_EXPLANTED] = "explanted",
};

const char *
thecal_event_type_to_string (ThecalEventType type)
{
  return thecal_names_get (type_names, G_N_ELEMENTS (type_names), (int) type);
}

bool
thecal_event_type_from_string (const char *text, ThecalEventType *out_type)
{
  int value;

  if (!thecal_names_find (type_names, G_N_ELEMENTS (type_names), text, &value))
    return false;

  *out_type = (ThecalEventType) value;
  return true;
}
