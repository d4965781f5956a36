/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/asker.h"

/* Asks for @parent; what the monitor does not take is told in a dialog before its window. */
ThecalAsker thecal_ask_before (GtkWidget *parent);
