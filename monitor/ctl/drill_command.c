/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/bus.h"
#include "ctl/bus_commands.h"
#include "ctl/command.h"
#include "ctl/json_out.h"

/* A drill ends by itself after ten minutes. */
#define DRILL_LIMIT_S (11 * 60)

/* How the report marks a channel whose turn had not come. */
#define NOT_REACHED "not reached"

typedef struct {
  GDBusConnection *bus;
  const char *command;
  gint64 before_ms; /* when the drill before this one began */
  gboolean changed, gone, late;
} Drill;

static void
on_changed (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *parameters,
            gpointer user_data)
{
  Drill *self = user_data;
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GVariant) begin = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (parameters, 1);
  state = g_variant_lookup_value (changed, "DrillState", NULL);
  begin = g_variant_lookup_value (changed, "DrillTime", NULL);
  self->changed = self->changed || state != NULL || begin != NULL;
}

static void
on_gone (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Drill *) user_data)->gone = TRUE;
}

static gboolean
on_late (gpointer user_data)
{
  ((Drill *) user_data)->late = TRUE;
  return G_SOURCE_CONTINUE; /* ends with the program */
}

/* The manager's properties (a{sv}); NULL with a line printed. */
static GVariant *
get_manager (const Drill *self)
{
  g_autoptr (GVariant) objects = thecal_bus_get_objects (self->bus, self->command);
  g_autoptr (GPtrArray) managers =
      objects != NULL ? thecal_bus_find (objects, "Manager", NULL) : NULL;

  if (managers == NULL)
    return NULL;
  if (managers->len > 0)
    return g_variant_ref (g_ptr_array_index (managers, 0));

  fprintf (
      stderr, _ ("thecalctl %s: the monitor gave another answer than expected\n"), self->command);
  return NULL;
}

static gint64
time_of (GVariant *manager)
{
  gint64 time_ms = 0;

  g_variant_lookup (manager, "DrillTime", "x", &time_ms);
  return time_ms;
}

static const char *
state_of (GVariant *manager)
{
  const char *state = "never";

  g_variant_lookup (manager, "DrillState", "&s", &state);
  return state;
}

static void
subscribe (Drill *self)
{
  g_dbus_connection_signal_subscribe (self->bus,
                                      THECAL_BUS_NAME,
                                      "org.freedesktop.DBus.Properties",
                                      "PropertiesChanged",
                                      THECAL_BUS_MANAGER,
                                      THECAL_BUS_NAME ".Manager",
                                      G_DBUS_SIGNAL_FLAGS_NONE,
                                      on_changed,
                                      self,
                                      NULL);
  g_bus_watch_name_on_connection (
      self->bus, THECAL_BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_gone, self, NULL);
  g_timeout_add_seconds (DRILL_LIMIT_S, on_late, self);
}

/* What the manager says once this drill has ended; NULL with a line printed. The state of the drill
 * before this one may still be shown for a moment: its time tells them apart. */
static GVariant *
wait_for_end (Drill *self)
{
  for (;;) {
    g_autoptr (GVariant) manager = NULL;

    self->changed = FALSE;
    manager = get_manager (self);
    if (manager == NULL)
      return NULL;
    if (time_of (manager) > self->before_ms && !g_str_equal (state_of (manager), "running"))
      return g_steal_pointer (&manager);
    while (!self->changed && !self->gone && !self->late)
      g_main_context_iteration (NULL, TRUE);
    if (self->gone || self->late) {
      fprintf (stderr,
               self->gone ? _ ("thecalctl %s: the monitor has ended, and the drill with it\n")
                          : _ ("thecalctl %s: the drill does not end\n"),
               self->command);
      return NULL;
    }
  }
}

static gboolean
was_reached (gboolean worked, const char *found)
{
  return worked || !g_str_has_prefix (found, NOT_REACHED);
}

static void
add_report (JsonBuilder *builder, GVariant *report)
{
  GVariantIter iter;
  const char *channel, *found;
  gboolean worked;

  json_builder_set_member_name (builder, "report");
  json_builder_begin_array (builder);
  g_variant_iter_init (&iter, report);
  while (g_variant_iter_loop (&iter, "(&sb&s)", &channel, &worked, &found)) {
    json_builder_begin_object (builder);
    thecal_json_add_text (builder, "channel", channel);
    thecal_json_add_bool (builder, "worked", worked);
    thecal_json_add_bool (builder, "reached", was_reached (worked, found));
    thecal_json_add_text (builder, "found", found);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_json (guint alarm, GVariant *manager, GVariant *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *at = thecal_command_time (time_of (manager));

  json_builder_begin_object (builder);
  thecal_json_add_whole (builder, "alarm", alarm);
  thecal_json_add_text (builder, "state", state_of (manager));
  thecal_json_add_text (builder, "at", at);
  add_report (builder, report);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

static void
print_channel (const char *channel, gboolean worked, const char *found)
{
  const char *words = worked ? _ ("worked") : _ ("FAILED");

  if (was_reached (worked, found))
    printf ("%-20s %-7s %s\n", channel, words, found);
  else
    printf ("%-20s %-7s %s\n", channel, "-", found);
}

/* TRUE where the drill came to its end and every channel that it reached worked; a report of
 * nothing proves nothing. */
static gboolean
print_report (const Drill *self, guint alarm, GVariant *manager, gboolean json)
{
  g_autoptr (GVariant) report =
      g_variant_lookup_value (manager, "DrillReport", G_VARIANT_TYPE ("a(sbs)"));
  gboolean done = g_str_equal (state_of (manager), "done");
  gboolean worked;
  const char *channel, *found;
  GVariantIter iter;

  if (report == NULL)
    report = g_variant_ref_sink (g_variant_new ("a(sbs)", NULL));
  if (json)
    print_json (alarm, manager, report);
  g_variant_iter_init (&iter, report);
  if (g_variant_iter_n_children (&iter) == 0) {
    fprintf (stderr, _ ("thecalctl %s: the drill tried no channel\n"), self->command);
    return FALSE;
  }
  if (!done)
    fprintf (stderr, _ ("thecalctl %s: the drill was broken off\n"), self->command);
  while (g_variant_iter_loop (&iter, "(&sb&s)", &channel, &worked, &found)) {
    done = done && (worked || !was_reached (worked, found));
    if (!json)
      print_channel (channel, worked, found);
  }

  return done;
}

int
thecal_ctl_drill (int argc, char **argv)
{
  const char *by = g_get_user_name ();
  gboolean json = FALSE, bad_input = FALSE;
  const ThecalOption options[] = {
    { "--by", THECAL_OPTION_TEXT, &by, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) after = NULL;
  Drill self = { .command = argv[0] };
  guint alarm;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (
        "Usage: thecalctl drill [--by NAME] [--json]\n\n"
        "A full high alarm by every channel, marked DRILL, and a report of what worked. It ends\n"
        "when somebody acknowledges it, or after ten minutes."));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  self.bus = bus;
  before = bus != NULL ? get_manager (&self) : NULL;
  if (before == NULL)
    return THECAL_EXIT_PROBLEM;
  self.before_ms = time_of (before);
  subscribe (&self);
  reply = thecal_bus_call (bus,
                           argv[0],
                           THECAL_BUS_MANAGER,
                           "Manager.StartDrill",
                           g_variant_new ("(s)", by),
                           &bad_input);
  if (reply == NULL)
    return thecal_command_exit (NULL, bad_input);
  g_variant_get (reply, "(u)", &alarm);
  /* progress, not a result: it would stand in the way of a script */
  fprintf (stderr,
           _ ("drill: alarm %u; it ends when it is acknowledged, or after ten minutes\n"),
           alarm);
  after = wait_for_end (&self);

  return after != NULL && print_report (&self, alarm, after, json) ? THECAL_EXIT_DONE
                                                                   : THECAL_EXIT_PROBLEM;
}

int
thecal_ctl_answer_watch (int argc, char **argv)
{
  const char *by = g_get_user_name ();
  const char *pump = "";
  gboolean bad_input = FALSE;
  const ThecalOption options[] = {
    { "--pump", THECAL_OPTION_TEXT, &pump, 0, 0, NULL },
    { "--by", THECAL_OPTION_TEXT, &by, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl answer-watch [--pump ID] [--by NAME]\n\n"
           "The prompts after a refill, a dose change or an MRI were gone through."));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  reply = thecal_bus_call (bus,
                           argv[0],
                           THECAL_BUS_MANAGER,
                           "Manager.AnswerWatch",
                           g_variant_new ("(ss)", pump, by),
                           &bad_input);

  return thecal_command_exit (reply, bad_input);
}
