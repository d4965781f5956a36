/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/list_reader.h"

/* The <item> the reader stands at, of @list, whose items before it are there already. With its
 * attributes, and nothing of what stands within it; a fault is told. (transfer full) */
ThecalChecklistItem *thecal_item_read (ThecalListReader *reader, const ThecalChecklist *list);
void thecal_item_free (ThecalChecklistItem *self);

/* id= of this element: of @list, and no item has it yet. NULL: told. Interned. */
const char *thecal_item_read_id (ThecalListReader *reader, const ThecalChecklist *list);
