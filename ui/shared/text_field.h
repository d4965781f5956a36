/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/form_field.h"

/* Words as a person writes them. */
#define THECAL_TYPE_TEXT_FIELD (thecal_text_field_get_type ())
G_DECLARE_FINAL_TYPE (ThecalTextField, thecal_text_field, THECAL, TEXT_FIELD, ThecalFormField)

/* @many: several lines. */
GtkWidget *
thecal_text_field_new (const char *name, const char *title, const char *help, gboolean many);
