/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"

/* Both clocks, as the windows hand them to the core. */
ThecalTime thecal_now (void);
