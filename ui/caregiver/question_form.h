/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/field_set.h"

/* A question for the next visit, and what was answered (001-12). */
GtkWidget *thecal_question_form_new (ThecalFieldSet *set);
