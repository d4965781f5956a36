/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/log_row.h"

#include <glib/gi18n.h>

#include "shared/format.h"
#include "shared/log_words.h"
#include "shared/priority_look.h"

struct _ThecalLogRow {
  AdwActionRow parent_instance;
  GtkWidget *when;
  char *words, *priority;
  guint episode, count;
  gint64 first_ms, last_ms; /* of what it counts */
};

G_DEFINE_FINAL_TYPE (ThecalLogRow, thecal_log_row, ADW_TYPE_ACTION_ROW)

void
thecal_log_record_read (GVariant *record, ThecalLogRecord *out)
{
  *out = (ThecalLogRecord){ .condition = "", .effect = "", .priority = "", .detail = "" };
  g_variant_lookup (record, "seq", "t", &out->seq);
  g_variant_lookup (record, "at", "x", &out->at_ms);
  g_variant_lookup (record, "episode", "u", &out->episode);
  g_variant_lookup (record, "condition", "&s", &out->condition);
  g_variant_lookup (record, "effect", "&s", &out->effect);
  g_variant_lookup (record, "priority", "&s", &out->priority);
  g_variant_lookup (record, "detail", "&s", &out->detail);
}

void
thecal_log_row_refresh (ThecalLogRow *self, GDateTime *now)
{
  const ThecalPriorityLook *look = thecal_priority_look_get (self->priority);
  g_autofree char *time = thecal_format_time (now, self->last_ms);
  g_autofree char *first = thecal_format_time (now, self->first_ms);
  g_autofree char *age = thecal_format_age (g_date_time_to_unix (now) - self->last_ms / 1000);
  g_autofree char *when = g_strdup_printf ("%s\n%s", time, age);
  g_autofree char *words =
      self->count > 1 ? g_strdup_printf (
                            ngettext ("%s, %u time since %s", "%s, %u times since %s", self->count),
                            self->words,
                            self->count,
                            first)
                      : g_strdup (self->words);
  g_autofree char *subtitle = look->priority != NULL
                                  ? g_strdup_printf ("%s, %s", _ (look->words), words)
                                  : g_strdup (words);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  gtk_label_set_text (GTK_LABEL (self->when), when);
  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), escaped) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
}

gboolean
thecal_log_row_join (ThecalLogRow *self, const ThecalLogRecord *record, GDateTime *now)
{
  ThecalLogMark mark;
  g_autofree char *words = thecal_log_words (record->effect, record->detail, now, &mark);

  if (record->episode != self->episode || g_strcmp0 (words, self->words) != 0)
    return FALSE;
  self->count++;
  self->first_ms = MIN (self->first_ms, record->at_ms);
  self->last_ms = MAX (self->last_ms, record->at_ms);
  thecal_log_row_refresh (self, now);

  return TRUE;
}

/* Whether it was heard is told by shape and words first. */
static GtkWidget *
icon_new (ThecalLogMark mark, const ThecalPriorityLook *look)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name);

  gtk_widget_add_css_class (icon, "thecal-glyph");
  gtk_widget_add_css_class (icon, look->css_class);
  switch (mark) {
  case THECAL_LOG_MARK_HEARD:
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), "thecal-sound-symbolic");
    break;
  case THECAL_LOG_MARK_NOT_HEARD:
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), "thecal-failed-symbolic");
    break;
  case THECAL_LOG_MARK_PERSON:
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), "thecal-acknowledge-symbolic");
    break;
  case THECAL_LOG_MARK_NONE:
    break;
  }

  return icon;
}

static void
thecal_log_row_finalize (GObject *object)
{
  ThecalLogRow *self = THECAL_LOG_ROW (object);

  g_free (self->words);
  g_free (self->priority);

  G_OBJECT_CLASS (thecal_log_row_parent_class)->finalize (object);
}

static void
thecal_log_row_class_init (ThecalLogRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_log_row_finalize;
}

static void
thecal_log_row_init (ThecalLogRow *self)
{
  self->when = gtk_label_new ("");
  gtk_label_set_justify (GTK_LABEL (self->when), GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (GTK_LABEL (self->when), 1);
  gtk_widget_add_css_class (self->when, "thecal-row-value");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->when);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
}

GtkWidget *
thecal_log_row_new (const ThecalLogRecord *record, GDateTime *now)
{
  ThecalLogMark mark;
  g_autofree char *words = thecal_log_words (record->effect, record->detail, now, &mark);
  const char *title = thecal_log_title (record->condition);
  g_autofree char *drill = NULL;
  g_autofree char *escaped = NULL;
  ThecalLogRow *self;

  if (words == NULL)
    return NULL;
  self = g_object_new (THECAL_TYPE_LOG_ROW, NULL);
  self->words = g_steal_pointer (&words);
  self->priority = g_strdup (record->priority);
  self->episode = record->episode;
  self->count = 1;
  self->first_ms = self->last_ms = record->at_ms;
  if (thecal_log_is_drill (record->condition))
    title = drill = thecal_drill_title (title);
  escaped = g_markup_escape_text (*title != '\0' ? title : _ ("Thecal"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self),
                             icon_new (mark, thecal_priority_look_get (record->priority)));
  if (mark == THECAL_LOG_MARK_NOT_HEARD)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-warning-row");
  thecal_log_row_refresh (self, now);

  return GTK_WIDGET (self);
}
