/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/field_set.h"

/* How a wound looks (S3 to S5), healed or not, and a photograph. */
GtkWidget *thecal_wound_form_new (ThecalFieldSet *set, const char *state_dir);
