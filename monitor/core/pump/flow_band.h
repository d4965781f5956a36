/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* 95 % prediction interval of one refill, share of the delivered volume (clinical.md 3.1 [D12]). */
#define THECAL_DELIVERY_SPREAD 0.15
#define THECAL_FLOW_EARLY (1.0 + THECAL_DELIVERY_SPREAD)
#define THECAL_FLOW_LATE (1.0 - THECAL_DELIVERY_SPREAD)
