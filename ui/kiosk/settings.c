/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/settings.h"

struct _ThecalKioskSettings {
  GObject parent_instance;
  char *path;
  GFileMonitor *monitor; /* nullable: nobody tells of changes here */
  ThecalNightHours night;
  ThecalDimLevels levels;
  gboolean large_text, high_contrast;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalKioskSettings, thecal_kiosk_settings, G_TYPE_OBJECT)

char *
thecal_kiosk_settings_get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "thecal", "kiosk.ini", NULL);
}

static int
get_time (GKeyFile *file, const char *key, int usual)
{
  g_autofree char *text = g_key_file_get_string (file, "night", key, NULL);
  int minute = usual;

  if (text != NULL && !thecal_night_read_time (g_strstrip (text), &minute))
    g_info ("kiosk.ini: [night] %s: expected a time as in 21:00", key);

  return minute;
}

static int
get_percent (GKeyFile *file, const char *group, int least, int usual)
{
  g_autofree char *text = g_key_file_get_string (file, group, "Brightness", NULL);
  int percent = usual;

  if (text != NULL && !thecal_dim_read_percent (g_strstrip (text), least, &percent))
    g_info ("kiosk.ini: [%s] Brightness: expected a number from %d to 100", group, least);

  return percent;
}

static void
load (ThecalKioskSettings *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_info ("%s: %s", self->path, error->message);
  self->night.from_min = get_time (file, "From", THECAL_NIGHT_FROM_MIN);
  self->night.to_min = get_time (file, "To", THECAL_NIGHT_TO_MIN);
  self->levels.night = get_percent (file, "night", THECAL_DIM_LEAST, THECAL_DIM_NIGHT);
  self->levels.day = get_percent (file, "screen", THECAL_DIM_DAY_LEAST, THECAL_DIM_DAY);
  self->large_text = g_key_file_get_boolean (file, "screen", "LargeText", NULL);
  self->high_contrast = g_key_file_get_boolean (file, "screen", "HighContrast", NULL);
}

static void
on_file (GFileMonitor *monitor,
         GFile *file,
         GFile *other,
         GFileMonitorEvent event,
         ThecalKioskSettings *self)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGED)
    return; /* half written; it is told when it is whole */
  load (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
thecal_kiosk_settings_finalize (GObject *object)
{
  ThecalKioskSettings *self = THECAL_KIOSK_SETTINGS (object);

  g_clear_object (&self->monitor);
  g_free (self->path);
  G_OBJECT_CLASS (thecal_kiosk_settings_parent_class)->finalize (object);
}

static void
thecal_kiosk_settings_class_init (ThecalKioskSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_kiosk_settings_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          THECAL_TYPE_KIOSK_SETTINGS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
thecal_kiosk_settings_init (ThecalKioskSettings *self)
{
  g_autoptr (GFile) file = NULL;

  self->path = thecal_kiosk_settings_get_path ();
  file = g_file_new_for_path (self->path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (on_file), self);
  load (self);
}

ThecalKioskSettings *
thecal_kiosk_settings_new (void)
{
  return g_object_new (THECAL_TYPE_KIOSK_SETTINGS, NULL);
}

ThecalNightHours
thecal_kiosk_settings_get_night (ThecalKioskSettings *self)
{
  return self->night;
}

ThecalDimLevels
thecal_kiosk_settings_get_levels (ThecalKioskSettings *self)
{
  return self->levels;
}

gboolean
thecal_kiosk_settings_get_large_text (ThecalKioskSettings *self)
{
  return self->large_text;
}

gboolean
thecal_kiosk_settings_get_high_contrast (ThecalKioskSettings *self)
{
  return self->high_contrast;
}
