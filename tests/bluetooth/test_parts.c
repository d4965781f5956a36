/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The parts of the Bluetooth source that need no bus. */
#include <string.h>

#include "bluetooth/adapter.h"
#include "bluetooth/backoff.h"
#include "bluetooth/bus_link.h"
#include "bluetooth/object_tree.h"
#include "bluetooth/value_gate.h"
#include "bluetooth/write_allowlist.h"
#include "core/codec/crc.h"

static void
test_backoff (void)
{
  static const guint expected_ms[] = { 250, 250, 250, 1000, 2000, 4000, 8000, 16000, 30000, 30000 };
  ThecalBackoff backoff = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected_ms); i++)
    g_assert_cmpuint (thecal_backoff_fail (&backoff), ==, expected_ms[i]);
  for (guint i = 0; i < 10000; i++)
    g_assert_cmpuint (thecal_backoff_fail (&backoff), ==, 30000);
  backoff.failures = G_MAXUINT;
  g_assert_cmpuint (thecal_backoff_fail (&backoff), ==, 30000);
  thecal_backoff_proved (&backoff);
  g_assert_cmpuint (thecal_backoff_fail (&backoff), ==, 250);
}

static void
test_allowlist (void)
{
  static const guint8 reset[] = { 0x0C, 0x03, 0xFF, 0x03, 1, 0, 0 };

  g_assert_true (thecal_write_is_allowed (THECAL_FRAME_SRCP, reset, sizeof reset));
  g_assert_false (thecal_write_is_allowed (THECAL_FRAME_SRCP, reset, sizeof reset - 1));
  g_assert_false (thecal_write_is_allowed (THECAL_FRAME_SRCP, NULL, 0));
  for (guint kind = 0; kind < THECAL_N_FRAMES; kind++)
    g_assert_true (thecal_write_is_allowed (kind, reset, sizeof reset) ==
                   (kind == THECAL_FRAME_SRCP));
  for (guint op = 0; op <= G_MAXUINT16; op++) {
    const guint8 data[] = { (guint8) (op & 0xFF), (guint8) (op >> 8), 0, 0, 1, 0, 0 };
    g_assert_true (thecal_write_is_allowed (THECAL_FRAME_SRCP, data, sizeof data) ==
                   (op == 0x030C));
  }
}

static GBytes *
encode_status (guint8 counter, double reservoir_ml)
{
  const ThecalFrame frame = {
    .kind = THECAL_FRAME_INFUSION_STATUS,
    .has_counter = true,
    .counter = counter,
    .infusion_status = { .therapy_code = 0x55,
                         .operational_code = 0x96,
                         .reservoir = reservoir_ml,
                         .attached = true },
  };
  guint8 data[THECAL_FRAME_MAX];
  return g_bytes_new (data, thecal_frame_encode (&frame, data));
}

typedef struct {
  bool from_read;
  guint8 counter;
  double reservoir_ml;
  ThecalGateVerdict verdict;
} GateRow;

static void
test_gate (void)
{
  static const GateRow rows[] = {
    { false, 7, 18.5, THECAL_GATE_IGNORE },   /* replayed before our own read */
    { true, 1, 18.5, THECAL_GATE_ACCEPT },    /* any first counter */
    { false, 1, 18.5, THECAL_GATE_IGNORE },   /* late echo of the read: counted, not told */
    { false, 2, 18.4, THECAL_GATE_ACCEPT },   /* */
    { true, 2, 18.4, THECAL_GATE_ACCEPT },    /* a read that was signalled first */
    { false, 2, 9.9, THECAL_GATE_UNTRUSTED }, /* same counter, other value */
    { false, 5, 18.3, THECAL_GATE_ACCEPT },   /* a gap is counted */
    { false, 255, 18.2, THECAL_GATE_ACCEPT }, /* */
    { false, 1, 18.1, THECAL_GATE_ACCEPT },   /* 255 is followed by 1 */
  };
  ThecalValueGate gate = { 0 };
  ThecalFrame frame;
  const char *reason = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) value = encode_status (rows[i].counter, rows[i].reservoir_ml);
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (
        thecal_value_gate_take (
            &gate, THECAL_FRAME_INFUSION_STATUS, rows[i].from_read, value, &frame, &reason),
        ==,
        rows[i].verdict);
  }
  g_assert_cmpstr (reason, ==, "replay");
  g_assert_cmpuint (gate.n_repeated, ==, 2);
  g_assert_cmpuint (gate.n_gaps, ==, 2);
}

static void
test_gate_faults (void)
{
  /* therapy 0x12 is no Hamming code; the CRC is right */
  static const guint8 prohibited[] = { 0x12, 0x96, 0xB9, 0xF0, 0x01, 1 };
  ThecalValueGate gate = { 0 };
  ThecalFrame frame;
  const char *reason = NULL;
  g_autoptr (GBytes) good = encode_status (1, 18.5);
  gsize len = 0;
  const guint8 *octets = g_bytes_get_data (good, &len);
  guint8 wrong[THECAL_FRAME_MAX];

  memcpy (wrong, octets, len);
  wrong[len - 1] ^= 0x01;
  g_autoptr (GBytes) bad_crc = g_bytes_new (wrong, len);
  g_autoptr (GBytes) too_short = g_bytes_new (octets, len - 1);
  g_assert_cmpint (
      thecal_value_gate_take (&gate, THECAL_FRAME_INFUSION_STATUS, true, bad_crc, &frame, &reason),
      ==,
      THECAL_GATE_UNTRUSTED);
  g_assert_cmpstr (reason, ==, "crc");
  g_assert_cmpint (thecal_value_gate_take (
                       &gate, THECAL_FRAME_INFUSION_STATUS, true, too_short, &frame, &reason),
                   ==,
                   THECAL_GATE_UNTRUSTED);
  g_assert_cmpstr (reason, ==, "length");

  guint16 crc = 0xFFFF;
  for (gsize i = 0; i < sizeof prohibited; i++) {
    crc ^= prohibited[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 1 ? (guint16) (crc >> 1 ^ 0x8408) : (guint16) (crc >> 1);
  }
  memcpy (wrong, prohibited, sizeof prohibited);
  wrong[6] = (guint8) (crc & 0xFF);
  wrong[7] = (guint8) (crc >> 8);
  g_autoptr (GBytes) value = g_bytes_new (wrong, 8);
  for (int i = 1; i <= 4; i++)
    g_assert_cmpint (
        thecal_value_gate_take (&gate, THECAL_FRAME_INFUSION_STATUS, true, value, &frame, &reason),
        ==,
        i < 3 ? THECAL_GATE_IGNORE : THECAL_GATE_UNTRUSTED);
  g_assert_cmpstr (reason, ==, "prohibited");
  g_assert_false (gate.was_read[THECAL_FRAME_INFUSION_STATUS]);
  g_assert_cmpint (
      thecal_value_gate_take (&gate, THECAL_FRAME_INFUSION_STATUS, true, good, &frame, &reason),
      ==,
      THECAL_GATE_ACCEPT);
  g_assert_cmpint (
      thecal_value_gate_take (&gate, THECAL_FRAME_INFUSION_STATUS, true, value, &frame, &reason),
      ==,
      THECAL_GATE_IGNORE);
}

static void
test_tree (void)
{
  g_autoptr (ThecalObjectTree) tree = thecal_object_tree_new ();
  g_autoptr (GVariant) objects = g_variant_ref_sink (
      g_variant_new_parsed ("@a{oa{sa{sv}}} {"
                            "'/org/bluez/hci0': {'org.bluez.Adapter1': {'Powered': <true>}},"
                            "'/org/bluez/hci1': {'org.bluez.Adapter1': {'Powered': <false>}},"
                            "'/org/bluez/hci0/dev_1': {'org.bluez.Device1': {'Alias': <'P'>}},"
                            "'/org/bluez/hci0/dev_10': {'org.bluez.Device1': {'Alias': <'Q'>}}}"));
  thecal_object_tree_load (tree, objects);

  g_autoptr (GPtrArray) below =
      thecal_object_tree_list (tree, THECAL_BLUEZ_DEVICE, "/org/bluez/hci0/dev_1");
  g_assert_cmpuint (below->len, ==, 1);
  g_assert_cmpstr (
      thecal_object_tree_get_string (tree, "/org/bluez/hci0/dev_1", THECAL_BLUEZ_DEVICE, "Alias"),
      ==,
      "P");
  g_assert_null (
      thecal_object_tree_get (tree, "/org/bluez/hci0/dev_1", THECAL_BLUEZ_DEVICE, "Alias", "b"));
  g_assert_null (thecal_object_tree_get_string (tree, "/x", THECAL_BLUEZ_DEVICE, "Alias"));

  static const struct {
    const char *name;
    ThecalAdapterState state;
    guint n_usable;
  } rows[] = {
    { NULL, THECAL_ADAPTER_ON, 1 },
    { "hci0", THECAL_ADAPTER_ON, 1 },
    { "hci1", THECAL_ADAPTER_OFF, 0 },
    { "hci2", THECAL_ADAPTER_NONE, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) usable = NULL;
    g_assert_cmpint (thecal_adapter_survey (tree, rows[i].name, &usable), ==, rows[i].state);
    g_assert_cmpuint (usable->len, ==, rows[i].n_usable);
  }

  static const char *const gone[] = { "org.bluez.Adapter1", NULL };
  thecal_object_tree_remove (tree, "/org/bluez/hci0", gone);
  g_assert_false (thecal_object_tree_has (tree, "/org/bluez/hci0", THECAL_BLUEZ_ADAPTER));
  thecal_object_tree_remove (tree, "/org/bluez/hci0", gone);
  g_autoptr (GVariant) changed =
      g_variant_ref_sink (g_variant_new_parsed ("{'Alias': <'R'>, 'Connected': <true>}"));
  g_assert_false (
      thecal_object_tree_change (tree, "/org/bluez/hci0", THECAL_BLUEZ_DEVICE, changed, NULL));
  g_assert_true (thecal_object_tree_change (
      tree, "/org/bluez/hci0/dev_1", THECAL_BLUEZ_DEVICE, changed, NULL));
  g_assert_true (thecal_object_tree_get_boolean (
      tree, "/org/bluez/hci0/dev_1", THECAL_BLUEZ_DEVICE, "Connected"));
}

/* Longer values of a newer layout count once the features have told of it. */
static void
test_newer_layout (void)
{
  const ThecalFrame features = { .kind = THECAL_FRAME_FEATURES,
                                 .has_counter = true,
                                 .counter = 1,
                                 .features = {
                                     .e2e = true, .concentration = 500, .flags = 0x010001 } };
  const guint8 extra[] = { 0xAA, 0xBB };
  guint8 data[THECAL_FRAME_MAX], longer[THECAL_FRAME_MAX + 2];
  g_autoptr (GBytes) status = encode_status (1, 12.5);
  g_autoptr (GBytes) told = g_bytes_new (data, thecal_frame_encode (&features, data));
  g_autoptr (GBytes) value = NULL;
  gsize len;
  const guint8 *octets = g_bytes_get_data (status, &len);
  ThecalValueGate gate = { 0 };
  ThecalFrame frame;
  const char *reason = NULL;
  guint16 crc;

  memcpy (longer, octets, len - 3);
  memcpy (longer + len - 3, extra, 2);
  longer[len - 1] = 1;
  crc = thecal_crc16 (longer, len);
  longer[len] = (guint8) crc;
  longer[len + 1] = (guint8) (crc >> 8);
  value = g_bytes_new (longer, len + 2);

  g_assert_cmpint (
      thecal_value_gate_take (&gate, THECAL_FRAME_INFUSION_STATUS, true, value, &frame, &reason),
      ==,
      THECAL_GATE_UNTRUSTED);
  g_assert_cmpstr (reason, ==, "length");
  g_assert_cmpint (
      thecal_value_gate_take (&gate, THECAL_FRAME_FEATURES, true, told, &frame, &reason),
      ==,
      THECAL_GATE_ACCEPT);
  g_assert_cmpint (
      thecal_value_gate_take (&gate, THECAL_FRAME_INFUSION_STATUS, true, value, &frame, &reason),
      ==,
      THECAL_GATE_ACCEPT);
  g_assert_cmpfloat (frame.infusion_status.reservoir, ==, 12.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bluetooth/backoff", test_backoff);
  g_test_add_func ("/bluetooth/newer-layout", test_newer_layout);
  g_test_add_func ("/bluetooth/write-allowlist", test_allowlist);
  g_test_add_func ("/bluetooth/value-gate/counters", test_gate);
  g_test_add_func ("/bluetooth/value-gate/faults", test_gate_faults);
  g_test_add_func ("/bluetooth/object-tree", test_tree);
  return g_test_run ();
}
