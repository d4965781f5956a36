/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Names of the pumps that the monitor watches, by unit: 1 and up. Strings are borrowed. */

typedef struct {
  char *id;
  char *name;
  char *plan_path; /* care plan file that it belongs to; "" */
  char *person;    /* in that plan; "" */
} ThecalListedPump;

/* (transfer full) of ThecalListedPump */
GPtrArray *thecal_pump_list_new (void);
/* Its unit. */
guint thecal_pump_list_add (GPtrArray *self, const char *id, const char *name);
/* NULL: there is no such pump, as of the host. */
const ThecalListedPump *thecal_pump_list_get (GPtrArray *self, guint unit);
/* 0: there is no such pump. */
guint thecal_pump_list_find (GPtrArray *self, const char *id);
/* @person nullable. FALSE: nothing changed, or there is no such pump. */
gboolean
thecal_pump_list_set_plan (GPtrArray *self, guint unit, const char *path, const char *person);
