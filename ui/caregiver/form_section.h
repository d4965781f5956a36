/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/field_set.h"

/* A card of a form: a title, a line under it, and fields with a thin line between them. */
GtkWidget *thecal_form_section_new (const char *title, const char *description);
void thecal_form_section_add (GtkWidget *section, GtkWidget *child);
/* The same folded away, for what few people enter each day; it opens where a field has a value. */
GtkWidget *thecal_form_fold_new (const char *title, const char *subtitle);
void thecal_form_fold_add (GtkWidget *fold, ThecalFormField *field);
