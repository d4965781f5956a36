/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/plan_text.h"

#include <stdio.h>
#include <string.h>

#include "files/disk.h"
#include "files/plan_copy.h"

static ThecalPlanText *
plan_text_new (const char *path, char *text, gsize size)
{
  ThecalPlanText *self = g_new0 (ThecalPlanText, 1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  self->path = g_strdup (path);
  self->text = text;
  self->size = size;
  self->document = thecal_plan_document_parse (text, size, zone, &self->fault);

  return self;
}

ThecalPlanText *
thecal_plan_text_new (const char *path, char *text)
{
  return plan_text_new (path, text, strlen (text));
}

void
thecal_plan_text_free (ThecalPlanText *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->text);
  thecal_plan_document_free (self->document);
  g_free (self);
}

static void
tell_fault (const ThecalPlanText *self)
{
  g_autofree char *told = NULL;

  if (self->document != NULL)
    return;

  told = thecal_plan_fault_to_text (&self->fault, self->path);
  fprintf (stderr, "%s\n", told);
}

ThecalPlanText *
thecal_plan_text_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  ThecalPlanText *self;
  gsize size = 0;
  char *text = thecal_disk_read (path, &size, &error);

  if (text == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return NULL;
  }
  self = plan_text_new (path, text, size);
  tell_fault (self);

  return self;
}

ThecalPlanText *
thecal_plan_text_read_current (const char *path, const char *state_dir)
{
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  char *text = thecal_disk_read (path, &size, &error);
  ThecalPlanText *self;

  if (text == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    text = thecal_plan_copy_read (state_dir, path);
    return thecal_plan_text_new (path, text != NULL ? text : g_strdup (""));
  }
  if (text == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return NULL;
  }
  self = plan_text_new (path, text, size);
  tell_fault (self);

  return self;
}
