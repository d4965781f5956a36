/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/json_text.h"

static void
quote (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (text, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (text, "\\u%04x", (guint) *c);
    else
      g_string_append_c (text, *c);
  g_string_append_c (text, '"');
}

static void
begin_member (ThecalJsonText *self, const char *name)
{
  if (self->has_before)
    g_string_append_c (self->text, ',');
  self->has_before = TRUE;
  if (name == NULL)
    return;
  quote (self->text, name);
  g_string_append_c (self->text, ':');
}

void
thecal_json_text_begin (ThecalJsonText *self, const char *name, char bracket)
{
  begin_member (self, name);
  g_string_append_c (self->text, bracket);
  self->has_before = FALSE;
}

void
thecal_json_text_end (ThecalJsonText *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->has_before = TRUE;
}

void
thecal_json_text_add (ThecalJsonText *self, const char *name, const char *value)
{
  begin_member (self, name);
  quote (self->text, value);
}

void
thecal_json_text_add_number (ThecalJsonText *self, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  begin_member (self, name);
  g_string_append (self->text, g_ascii_formatd (number, sizeof number, "%.10g", value));
}

void
thecal_json_text_add_truth (ThecalJsonText *self, const char *name, gboolean value)
{
  begin_member (self, name);
  g_string_append (self->text, value ? "true" : "false");
}
