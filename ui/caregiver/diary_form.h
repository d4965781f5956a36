/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/field_set.h"

/* The one minute of a day (clinical.md 5.2). Its fields are added to @set, which lives as long. */
GtkWidget *thecal_diary_form_new (ThecalFieldSet *set);
