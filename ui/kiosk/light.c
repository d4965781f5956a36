/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/light.h"

#include <math.h>

#define NAME "net.hadess.SensorProxy"
#define PLACE "/net/hadess/SensorProxy"
#define LIMIT_MS 5000

struct _ThecalLight {
  GObject parent_instance;
  GDBusProxy *proxy; /* NULL: no sensor is there */
  GCancellable *cancellable;
  guint watch_id;
  double lux;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalLight, thecal_light, G_TYPE_OBJECT)

static GVariant *
get (ThecalLight *self, const char *name, const GVariantType *type)
{
  GVariant *value = g_dbus_proxy_get_cached_property (self->proxy, name);

  if (value != NULL && !g_variant_is_of_type (value, type))
    g_clear_pointer (&value, g_variant_unref);

  return value;
}

/* A sensor that counts in its maker's own unit tells nothing that could be compared. */
static double
read_lux (ThecalLight *self)
{
  g_autoptr (GVariant) has = NULL;
  g_autoptr (GVariant) unit = NULL;
  g_autoptr (GVariant) level = NULL;

  if (self->proxy == NULL)
    return NAN;
  has = get (self, "HasAmbientLight", G_VARIANT_TYPE_BOOLEAN);
  unit = get (self, "LightLevelUnit", G_VARIANT_TYPE_STRING);
  level = get (self, "LightLevel", G_VARIANT_TYPE_DOUBLE);
  if (has == NULL || unit == NULL || level == NULL || !g_variant_get_boolean (has) ||
      g_strcmp0 (g_variant_get_string (unit, NULL), "lux") != 0)
    return NAN;

  return g_variant_get_double (level) >= 0 ? g_variant_get_double (level) : NAN;
}

static void
update (ThecalLight *self)
{
  const double lux = read_lux (self);

  if (lux == self->lux || (isnan (lux) && isnan (self->lux)))
    return;
  self->lux = lux;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_proxy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_finish (result, &error);
  ThecalLight *self = user_data;

  if (proxy == NULL)
    return; /* @self may be gone */
  g_clear_object (&self->proxy);
  self->proxy = proxy;
  g_signal_connect_object (
      proxy, "g-properties-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* it measures for whoever asks it to */
  g_dbus_proxy_call (
      proxy, "ClaimLight", NULL, G_DBUS_CALL_FLAGS_NONE, LIMIT_MS, self->cancellable, NULL, NULL);
  update (self);
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer self)
{
  g_dbus_proxy_new (bus,
                    G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
                    NULL,
                    NAME,
                    PLACE,
                    NAME,
                    THECAL_LIGHT (self)->cancellable,
                    on_proxy,
                    self);
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalLight *self = user_data;

  g_clear_object (&self->proxy);
  update (self);
}

static void
thecal_light_dispose (GObject *object)
{
  ThecalLight *self = THECAL_LIGHT (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->proxy);
  G_OBJECT_CLASS (thecal_light_parent_class)->dispose (object);
}

static void
thecal_light_finalize (GObject *object)
{
  g_object_unref (THECAL_LIGHT (object)->cancellable);
  G_OBJECT_CLASS (thecal_light_parent_class)->finalize (object);
}

static void
thecal_light_class_init (ThecalLightClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_light_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_light_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_LIGHT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_light_init (ThecalLight *self)
{
  self->lux = NAN;
  self->cancellable = g_cancellable_new ();
  self->watch_id = g_bus_watch_name (
      G_BUS_TYPE_SYSTEM, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished, self, NULL);
}

ThecalLight *
thecal_light_new (void)
{
  return g_object_new (THECAL_TYPE_LIGHT, NULL);
}

double
thecal_light_get_lux (ThecalLight *self)
{
  return self->lux;
}
