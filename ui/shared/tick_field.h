/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/form_field.h"

/* Ticked: yes. Not ticked says nothing. */
#define THECAL_TYPE_TICK_FIELD (thecal_tick_field_get_type ())
G_DECLARE_FINAL_TYPE (ThecalTickField, thecal_tick_field, THECAL, TICK_FIELD, ThecalFormField)

GtkWidget *thecal_tick_field_new (const char *name, const char *title);
