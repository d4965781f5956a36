/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

#include "core/codec/frame.h"

/* Adds the fields of a decoded frame, with the names of the command-line contract. */
void thecal_decode_add_fields (JsonBuilder *builder, const ThecalFrame *frame);
