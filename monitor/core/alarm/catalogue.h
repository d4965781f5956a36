/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"

/* The rows behind thecal_condition_get_row(), in three files; nobody else reads them. */
extern const ThecalConditionRow thecal_catalogue_pump[];   /* A01-A18 */
extern const ThecalConditionRow thecal_catalogue_system[]; /* A19-A24 */
extern const ThecalConditionRow thecal_catalogue_care[];   /* A25-A37, drill */
