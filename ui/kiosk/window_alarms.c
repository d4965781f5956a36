/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "kiosk/alarm_page.h"
#include "kiosk/calm_page.h"
#include "kiosk/lost_page.h"
#include "kiosk/window_parts.h"
#include "shared/alarm_words.h"
#include "shared/format.h"
#include "shared/now.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"

#define RESULT "triage-open"
#define SCREEN_NAME "kiosk" /* as the alarm log and the report of a drill name it */
#define FRAMES_SEEN 2       /* the second is asked for when the first was drawn */

/* An alarm comes in the middle of whatever its reader is doing: a touch that was meant for that
 * must not call, answer or silence anything. As in the caregiver's window. */
#define DEAF_US (500 * G_TIME_SPAN_MILLISECOND)
#define UNSEEN_US (3 * G_TIME_SPAN_SECOND) /* and no longer, where no frame is ever asked for */

/* The monitor is told. */

static void
on_reported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("the monitor was not told what is shown: %s", error->message);
}

static void
report_shown (ThecalKioskWindow *self, ThecalDbusAlarm *alarm)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const guint id = thecal_dbus_alarm_get_id (alarm);

  if (manager == NULL || !g_hash_table_add (self->reported, GUINT_TO_POINTER (id)))
    return;
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "ReportShown",
                     g_variant_new ("(us)", id, SCREEN_NAME),
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_reported,
                     NULL);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (widget);
  GtkWidget *page = self->pages[THECAL_KIOSK_PAGE_ALARM];
  ThecalDbusAlarm *alarm =
      page != NULL ? thecal_alarm_page_get_alarm (THECAL_ALARM_PAGE (page)) : NULL;

  if (++self->n_frames < FRAMES_SEEN)
    return G_SOURCE_CONTINUE;
  self->frame_id = 0;
  self->deaf_until_us = g_get_monotonic_time () + DEAF_US;
  if (alarm != NULL)
    report_shown (self, alarm);

  return G_SOURCE_REMOVE;
}

/* The page has just taken the screen, or another alarm the page. */
static void
await_sight (ThecalKioskWindow *self)
{
  self->deaf_until_us = g_get_monotonic_time () + UNSEEN_US;
  self->n_frames = 0;
  if (self->frame_id == 0)
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* Which alarm. */

/* The result of a walkthrough that is on the screen is not covered by the alarm of it. */
static gboolean
is_asking (ThecalKioskWindow *self, ThecalDbusAlarm *alarm, const char *signal)
{
  if (self->flow.walk == THECAL_KIOSK_WALK_URGENT &&
      thecal_text_is (thecal_dbus_alarm_get_condition (alarm), RESULT))
    return FALSE;

  return !thecal_alarm_is_covered (alarm) && thecal_alarm_is (alarm, signal);
}

static ThecalDbusAlarm *
find_asking (ThecalKioskWindow *self, GPtrArray *alarms, const char *signal)
{
  for (guint i = 0; i < alarms->len; i++)
    if (is_asking (self, g_ptr_array_index (alarms, i), signal))
      return g_ptr_array_index (alarms, i);

  return NULL;
}

/* Each time one begins to sound, also again, it takes the screen. */
static gboolean
note_new (ThecalKioskWindow *self, GPtrArray *alarms)
{
  GHashTable *sounding = g_hash_table_new (NULL, NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);
    gpointer id = GUINT_TO_POINTER (thecal_dbus_alarm_get_id (alarm));

    if (!is_asking (self, alarm, "sounding"))
      continue;
    g_hash_table_add (sounding, id);
    if (g_hash_table_contains (self->sounding, id))
      continue;
    thecal_kiosk_flow_alarm (&self->flow,
                             !thecal_text_is (thecal_dbus_alarm_get_priority (alarm), "low"));
    any = TRUE;
  }
  g_hash_table_unref (self->sounding);
  self->sounding = sounding;

  return any;
}

static gboolean
has_high (GPtrArray *alarms)
{
  for (guint i = 0; i < alarms->len; i++)
    if (thecal_text_is (thecal_dbus_alarm_get_priority (g_ptr_array_index (alarms, i)), "high") &&
        !thecal_alarm_is (g_ptr_array_index (alarms, i), "latched"))
      return TRUE;

  return FALSE;
}

void
thecal_kiosk_window_take_alarms (ThecalKioskWindow *self, GPtrArray *alarms)
{
  ThecalDbusAlarm *asking = find_asking (self, alarms, "sounding");
  ThecalDbusAlarm *main = asking;
  GtkWidget *page;
  gboolean fresh;

  if (main == NULL)
    asking = main = find_asking (self, alarms, "paused");
  if (main == NULL && alarms->len > 0)
    main = g_ptr_array_index (alarms, 0);
  fresh = note_new (self, alarms);
  thecal_kiosk_flow_set_demanding (&self->flow, asking != NULL);
  if (main == NULL && self->flow.wanted == THECAL_KIOSK_PAGE_ALARM)
    thecal_kiosk_flow_leave (&self->flow, self->flow.touched_us); /* nothing stands any more */
  self->high = has_high (alarms);
  if (main != NULL && self->pages[THECAL_KIOSK_PAGE_ALARM] == NULL)
    thecal_kiosk_window_make_page (self, THECAL_KIOSK_PAGE_ALARM);
  page = self->pages[THECAL_KIOSK_PAGE_ALARM];
  if (page == NULL)
    return;
  fresh |= asking != NULL && asking != thecal_alarm_page_get_alarm (THECAL_ALARM_PAGE (page));
  thecal_alarm_page_set (THECAL_ALARM_PAGE (page), alarms, main, asking != NULL);
  self->fresh |= fresh && self->flow.wanted == THECAL_KIOSK_PAGE_ALARM;
}

/* Colours of the page fill the window, to its edges. */
void
thecal_kiosk_window_colour (ThecalKioskWindow *self, ThecalKioskPage page)
{
  GtkWidget *alarms = self->pages[THECAL_KIOSK_PAGE_ALARM];
  ThecalDbusAlarm *alarm =
      alarms != NULL ? thecal_alarm_page_get_alarm (THECAL_ALARM_PAGE (alarms)) : NULL;
  const char *look = NULL;

  if (page == THECAL_KIOSK_PAGE_ALARM && alarm != NULL)
    look = thecal_priority_look_get (thecal_dbus_alarm_get_priority (alarm))->css_class;
  else if (page == THECAL_KIOSK_PAGE_LOST)
    look = "thecal-unknown";
  if (look == self->look)
    return;
  if (self->look != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->look);
  if (look != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), look);
  self->look = look;
}

void
thecal_kiosk_window_meet_alarm (ThecalKioskWindow *self)
{
  if (!self->fresh || thecal_kiosk_flow_get_page (&self->flow) != THECAL_KIOSK_PAGE_ALARM)
    return;
  self->fresh = FALSE;
  thecal_awake_wake (self->awake);
  thecal_kiosk_window_light_up (self);
  thecal_alarm_page_focus (THECAL_ALARM_PAGE (self->pages[THECAL_KIOSK_PAGE_ALARM]));
  await_sight (self);
}

/* Lost. */

/* Kept while there is a monitor, to be told with its age when there is none. */
void
thecal_kiosk_window_keep_known (ThecalKioskWindow *self)
{
  ThecalDbusPump *pump = thecal_monitor_client_get_pump (self->client);
  ThecalReading level;
  const double days = thecal_pump_get_days (pump, "refill_by");

  if (pump == NULL || !thecal_pump_get_reading (pump, "reservoir_ml", &level))
    return;
  self->known_ml = level.value;
  self->known_ms = thecal_dbus_pump_get_last_heard_time (pump);
  self->known_refill_us =
      isnan (days) ? 0 : g_get_real_time () + (gint64) (days * (double) G_TIME_SPAN_DAY);
}

static char *
known_words (ThecalKioskWindow *self, GDateTime *now)
{
  g_autofree char *time = thecal_format_time (now, self->known_ms);
  g_autofree char *age = thecal_format_age (g_date_time_to_unix (now) - self->known_ms / 1000);
  g_autofree char *level = thecal_format_ml (self->known_ml);
  g_autoptr (GDateTime) by =
      self->known_refill_us > 0
          ? g_date_time_new_from_unix_local (self->known_refill_us / G_USEC_PER_SEC)
          : NULL;
  g_autofree char *day = by != NULL ? g_date_time_format (by, _ ("%-d %B")) : NULL;

  if (self->known_ms == 0)
    return g_strdup ("");
  if (day == NULL)
    return g_strdup_printf (_ ("Last known: %s mL at %s, %s."), level, time, age);

  return g_strdup_printf (_ ("Last known: %s mL at %s, %s. Refill by %s."), level, time, age, day);
}

void
thecal_kiosk_window_update_lost (ThecalKioskWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *known = NULL;
  g_autofree char *sound = NULL;
  GtkWidget *page = self->pages[THECAL_KIOSK_PAGE_LOST];

  if (page == NULL || !self->flow.lost)
    return;
  known = known_words (self, now);
  sound = thecal_lost_watch_get_words (self->lost);
  thecal_lost_page_set (
      THECAL_LOST_PAGE (page), thecal_lost_watch_get_since_us (self->lost), known, sound);
}
