/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/checklist_rule.h"
#include "core/checklist/list_reader.h"

/* The <rule> the reader stands at, of @item, whose own attributes are read. NULL: a fault, told.
 * (transfer full) */
ThecalRule *thecal_rule_read (ThecalListReader *reader, const ThecalChecklistItem *item);
void thecal_rule_free (ThecalRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalRule, thecal_rule_free)
