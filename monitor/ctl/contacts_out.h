/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

#include "core/plan/contacts.h"

/* Contacts in calling order as the contract has them. */

/* "contacts": [{role, name, number, open, reason, confirmed, opens_at, closes_at}]; a number that
 * is not entered is null. @now_wall_us THECAL_UNKNOWN_US: the clock is not to be trusted. */
void thecal_contacts_add_json (JsonBuilder *builder, const GArray *lines, gint64 now_wall_us);
/* One line each. */
void thecal_contacts_print (const GArray *lines, gint64 now_wall_us);
/* What is wrong with the book, on standard error, "WARNING: …". */
void thecal_contacts_warn (const GPtrArray *warnings);
/* "warnings": [texts] */
void thecal_contacts_add_warnings (JsonBuilder *builder, const GPtrArray *warnings);
