/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What the frames of one pump become as events. */
#include "bluetooth/pump_feed.h"

#define TEST_TYPE_SINK (test_sink_get_type ())
G_DECLARE_FINAL_TYPE (TestSink, test_sink, TEST, SINK, GObject)

struct _TestSink {
  GObject parent_instance;
  GArray *events; /* of ThecalEvent */
};

static void
test_sink_post (ThecalEventSink *sink, const ThecalEvent *event)
{
  g_array_append_vals (TEST_SINK (sink)->events, event, 1);
}

static void
sink_interface_init (ThecalEventSinkInterface *iface)
{
  iface->post = test_sink_post;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSink,
                               test_sink,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (THECAL_TYPE_EVENT_SINK, sink_interface_init))

static void
test_sink_finalize (GObject *object)
{
  g_array_unref (TEST_SINK (object)->events);
  G_OBJECT_CLASS (test_sink_parent_class)->finalize (object);
}

static void
test_sink_class_init (TestSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_sink_finalize;
}

static void
test_sink_init (TestSink *self)
{
  self->events = g_array_new (FALSE, FALSE, sizeof (ThecalEvent));
}

static void
keep_status (ThecalPumpFeed *feed, bool minimum_rate)
{
  const ThecalFrame frame = {
    .kind = THECAL_FRAME_INFUSION_STATUS,
    .infusion_status = { .therapy_code = 0x55,
                         .operational_code = 0x96,
                         .reservoir = 12.5,
                         .attached = true,
                         .minimum_rate = minimum_rate },
  };

  thecal_pump_feed_keep (feed, &frame);
}

static void
keep_source (ThecalPumpFeed *feed, guint8 source_code, guint16 age_min)
{
  const ThecalFrame frame = {
    .kind = THECAL_FRAME_SOURCE,
    .source = { .source_code = source_code, .age_min = age_min, .interval_min = 5 },
  };

  thecal_pump_feed_keep (feed, &frame);
}

static const ThecalEvent *
last_event (TestSink *sink, guint n)
{
  g_assert_cmpuint (sink->events->len, ==, n);
  return &g_array_index (sink->events, ThecalEvent, n - 1);
}

/* A value without an age is not news (safety rule 2); straight from the pump it is as old as its
 * receipt. */
static void
test_age (void)
{
  static const struct {
    guint8 source_code;
    guint16 age_min;
    bool told;
    gint64 age_us;
  } rows[] = {
    { 0x33, 0xFFFF, true, 0 },                         /* implant */
    { 0x66, 0xFFFF, true, 0 },                         /* simulator */
    { 0x3C, 0xFFFF, false, 0 },                        /* gateway, live by its own word only */
    { 0x55, 0xFFFF, false, 0 },                        /* gateway, cached */
    { 0x5A, 0xFFFF, false, 0 },                        /* manual */
    { 0x0F, 0xFFFF, false, 0 },                        /* undetermined */
    { 0x55, 0xFFFE, true, 0xFFFE * THECAL_MINUTE_US }, /* that old, or older */
    { 0x55, 7, true, 7 * THECAL_MINUTE_US },
    { 0x3C, 0, true, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
    ThecalPumpFeed feed = { .sink = THECAL_EVENT_SINK (sink), .unit = 3 };

    g_test_message ("source %#x age %u", rows[i].source_code, rows[i].age_min);
    keep_source (&feed, rows[i].source_code, rows[i].age_min);
    keep_status (&feed, false);
    thecal_pump_feed_tell (&feed, 1u << THECAL_FRAME_INFUSION_STATUS);
    const ThecalEvent *event = last_event (sink, 1);
    g_assert_cmpuint (event->unit, ==, 3);
    if (rows[i].told) {
      g_assert_cmpint (event->type, ==, THECAL_EVENT_STATUS);
      g_assert_cmpint (event->status.age_us, ==, rows[i].age_us);
    } else {
      g_assert_cmpint (event->type, ==, THECAL_EVENT_UNTRUSTED);
      g_assert_cmpstr (event->untrusted.reason, ==, "age-unknown");
    }
  }
}

static void
test_minimum_rate (void)
{
  const ThecalFrame settings = {
    .kind = THECAL_FRAME_SETTINGS,
    .settings = { .mode_code = 0x5A },
  };
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  ThecalPumpFeed feed = { .sink = THECAL_EVENT_SINK (sink), .unit = 1 };

  keep_status (&feed, true);
  thecal_pump_feed_keep (&feed, &settings);
  thecal_pump_feed_tell (&feed, 1u << THECAL_FRAME_SETTINGS);
  g_assert_cmpint (last_event (sink, 1)->status.mode, ==, THECAL_MODE_MINIMUM_RATE);

  keep_status (&feed, false);
  thecal_pump_feed_tell (&feed, 1u << THECAL_FRAME_SETTINGS);
  g_assert_cmpint (last_event (sink, 2)->status.mode, ==, THECAL_MODE_FLEX);
}

/* A new connection says once that none stands, also where none was told by this process. */
static void
test_annunciation (void)
{
  ThecalFrame frame = { .kind = THECAL_FRAME_ANNUNCIATION };
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  ThecalPumpFeed feed = { .sink = THECAL_EVENT_SINK (sink), .unit = 1 };
  const guint kinds = 1u << THECAL_FRAME_ANNUNCIATION;

  for (guint connection = 1; connection <= 2; connection++) {
    thecal_pump_feed_keep (&feed, &frame);
    thecal_pump_feed_tell (&feed, kinds);
    thecal_pump_feed_tell (&feed, kinds);
    const ThecalEvent *none = last_event (sink, connection);
    g_assert_cmpint (none->pump_event.type, ==, THECAL_PUMP_EVENT_NONE);
    g_assert_cmpint (none->pump_event.state, ==, THECAL_PUMP_EVENT_CLEARED);
    thecal_pump_feed_forget (&feed);
  }

  frame.annunciation = (ThecalFrameAnnunciation){
    .present = true,
    .instance_id = 9,
    .type_code = 0x0F55,
    .type = THECAL_PUMP_EVENT_RESERVOIR_LOW,
    .status_code = 0x3C,
  };
  thecal_pump_feed_keep (&feed, &frame);
  thecal_pump_feed_tell (&feed, kinds);
  g_assert_cmpint (last_event (sink, 3)->pump_event.state, ==, THECAL_PUMP_EVENT_PENDING);
  frame.annunciation.status_code = 0x55;
  thecal_pump_feed_keep (&feed, &frame);
  thecal_pump_feed_tell (&feed, kinds);
  g_assert_cmpint (last_event (sink, 4)->pump_event.state, ==, THECAL_PUMP_EVENT_CONFIRMED);
  frame.annunciation.present = false;
  thecal_pump_feed_keep (&feed, &frame);
  thecal_pump_feed_tell (&feed, kinds);
  g_assert_cmpint (last_event (sink, 5)->pump_event.state, ==, THECAL_PUMP_EVENT_CLEARED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bluetooth/feed/age", test_age);
  g_test_add_func ("/bluetooth/feed/minimum-rate", test_minimum_rate);
  g_test_add_func ("/bluetooth/feed/annunciation", test_annunciation);
  return g_test_run ();
}
