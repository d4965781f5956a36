/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/form_field.h"

/* A number as it is typed, with its unit behind it. */
#define THECAL_TYPE_NUMBER_FIELD (thecal_number_field_get_type ())
G_DECLARE_FINAL_TYPE (ThecalNumberField, thecal_number_field, THECAL, NUMBER_FIELD, ThecalFormField)

/* @unit as people write it; "" none. */
GtkWidget *
thecal_number_field_new (const char *name, const char *title, const char *help, const char *unit);
