/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/entry_book.h"
#include "shared/field_set.h"
#include "shared/plan_watch.h"

/* A medicine that was taken now. For one that is taken when needed it says until when to wait; it
 * suggests no dose (004-29, 004-30). */
GtkWidget *
thecal_medicine_form_new (ThecalFieldSet *set, ThecalEntryBook *book, ThecalPlanWatch *plan);
