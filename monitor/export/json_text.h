/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* JSON as it is written, member by member. json-glib writes 38.2 as 38.200000000000003: in FHIR the
 * digits of a decimal say how exact it is. */
typedef struct {
  GString *text; /* owned by the caller */
  gboolean has_before;
} ThecalJsonText;

/* @name NULL: within an array. @bracket: '{' or '[', and what closes it. */
void thecal_json_text_begin (ThecalJsonText *self, const char *name, char bracket);
void thecal_json_text_end (ThecalJsonText *self, char bracket);
void thecal_json_text_add (ThecalJsonText *self, const char *name, const char *value);
/* @value is finite; ten digits are more than any sensor has. */
void thecal_json_text_add_number (ThecalJsonText *self, const char *name, double value);
void thecal_json_text_add_truth (ThecalJsonText *self, const char *name, gboolean value);
