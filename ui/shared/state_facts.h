/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/monitor_client.h"
#include "shared/state_sentence.h"

/* What the state sentence is made of, as the monitor tells it now. */
typedef struct {
  ThecalStateFacts facts;
  char *heard_time, *watched_time, *alarm_title; /* of the facts */
} ThecalStateNow;

/* @out zeroed. @alarms: those that count, most urgent first. */
void thecal_state_now_read (ThecalStateNow *out,
                            ThecalMonitorClient *client,
                            ThecalDbusPump *pump,
                            GPtrArray *alarms,
                            GDateTime *now);
void thecal_state_now_clear (ThecalStateNow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalStateNow, thecal_state_now_clear)
