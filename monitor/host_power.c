/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "host_power.h"

#include <gio/gio.h>
#include <math.h>

#define NAME "org.freedesktop.UPower"
#define DISPLAY_DEVICE "/org/freedesktop/UPower/devices/DisplayDevice"
#define CALL_LIMIT_MS 5000

struct _ThecalHostPower {
  GObject parent_instance;
  ThecalEventSink *sink; /* owned */
  GCancellable *cancellable;
  GDBusProxy *power, *battery; /* nullable: not there yet */
  gboolean told, on_battery;   /* what was said last */
  double percent;
};

G_DEFINE_FINAL_TYPE (ThecalHostPower, thecal_host_power, G_TYPE_OBJECT)

/* FALSE: nobody says. */
static gboolean
get (GDBusProxy *proxy, const char *name, const GVariantType *type, GVariant **out_value)
{
  g_autoptr (GVariant) value =
      proxy != NULL ? g_dbus_proxy_get_cached_property (proxy, name) : NULL;

  if (value == NULL || !g_variant_is_of_type (value, type))
    return FALSE;
  *out_value = g_steal_pointer (&value);

  return TRUE;
}

/* @out_percent: NAN where there is no battery. FALSE: not known yet; half of the answer would be an
 * alarm for nothing. */
static gboolean
get_percent (ThecalHostPower *self, double *out_percent)
{
  g_autoptr (GVariant) present = NULL;
  g_autoptr (GVariant) percent = NULL;

  *out_percent = NAN;
  if (!get (self->battery, "IsPresent", G_VARIANT_TYPE_BOOLEAN, &present))
    return FALSE;
  if (g_variant_get_boolean (present) &&
      get (self->battery, "Percentage", G_VARIANT_TYPE_DOUBLE, &percent))
    *out_percent = g_variant_get_double (percent);

  return TRUE;
}

static void
tell (ThecalHostPower *self)
{
  g_autoptr (GVariant) on_battery = NULL;
  ThecalEvent event = { .type = THECAL_EVENT_HOST_POWER };

  if (!get (self->power, "OnBattery", G_VARIANT_TYPE_BOOLEAN, &on_battery) ||
      !get_percent (self, &event.host_power.percent))
    return;
  event.host_power.on_battery = g_variant_get_boolean (on_battery);
  if (self->told && self->on_battery == event.host_power.on_battery &&
      (self->percent == event.host_power.percent ||
       (isnan (self->percent) && isnan (event.host_power.percent))))
    return;
  self->told = TRUE;
  self->on_battery = event.host_power.on_battery;
  self->percent = event.host_power.percent;
  thecal_event_sink_post (self->sink, &event);
}

static void
follow (ThecalHostPower *self, GDBusProxy *proxy)
{
  g_signal_connect_object (
      proxy, "g-properties-changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      proxy, "notify::g-name-owner", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  tell (self);
}

/* NULL: cancelled, then @user_data is no more; or there is no such bus. */
static GDBusProxy *
take_proxy (GAsyncResult *result, gboolean *out_cancelled)
{
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  *out_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != NULL && !*out_cancelled)
    g_info ("Mains and battery are not followed: %s", error->message);
  if (proxy != NULL)
    g_dbus_proxy_set_default_timeout (proxy, CALL_LIMIT_MS);

  return proxy;
}

static void
on_power (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean cancelled;
  GDBusProxy *proxy = take_proxy (result, &cancelled);
  ThecalHostPower *self = user_data;

  if (cancelled || proxy == NULL)
    return;
  self->power = proxy;
  follow (self, proxy);
}

static void
on_battery (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean cancelled;
  GDBusProxy *proxy = take_proxy (result, &cancelled);
  ThecalHostPower *self = user_data;

  if (cancelled || proxy == NULL)
    return;
  self->battery = proxy;
  follow (self, proxy);
}

static void
thecal_host_power_dispose (GObject *object)
{
  ThecalHostPower *self = THECAL_HOST_POWER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->power);
  g_clear_object (&self->battery);
  g_clear_object (&self->sink);
  G_OBJECT_CLASS (thecal_host_power_parent_class)->dispose (object);
}

static void
thecal_host_power_finalize (GObject *object)
{
  g_object_unref (THECAL_HOST_POWER (object)->cancellable);
  G_OBJECT_CLASS (thecal_host_power_parent_class)->finalize (object);
}

static void
thecal_host_power_class_init (ThecalHostPowerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_host_power_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_host_power_finalize;
}

static void
thecal_host_power_init (ThecalHostPower *self)
{
  self->cancellable = g_cancellable_new ();
  self->percent = NAN;
}

ThecalHostPower *
thecal_host_power_new (ThecalEventSink *sink)
{
  ThecalHostPower *self = g_object_new (THECAL_TYPE_HOST_POWER, NULL);

  self->sink = g_object_ref (sink);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM,
                            G_DBUS_PROXY_FLAGS_NONE,
                            NULL,
                            NAME,
                            "/org/freedesktop/UPower",
                            NAME,
                            self->cancellable,
                            on_power,
                            self);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM,
                            G_DBUS_PROXY_FLAGS_NONE,
                            NULL,
                            NAME,
                            DISPLAY_DEVICE,
                            NAME ".Device",
                            self->cancellable,
                            on_battery,
                            self);

  return self;
}
