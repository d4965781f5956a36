/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/people.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "files/plan_store.h"
#include "shared/pump_reading.h"

#define PLANS "care-plans" /* beside care-plan.ini */
#define FILE_NAME_MOST 40

struct _ThecalPeople {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GSimpleAction *action;
  GtkWidget *button, *label;
  char *shown;    /* what the menu was made of */
  char *new_plan; /* of somebody whose pump the monitor does not know yet; NULL: none */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPeople, thecal_people, ADW_TYPE_BIN)

/* The menu. */

static char *
pump_words (ThecalPeople *self, ThecalDbusPump *pump, GPtrArray *pumps)
{
  const char *label = thecal_monitor_client_get_label (self->client, pump);
  const char *name = thecal_dbus_pump_get_name (pump);

  /* two pumps of one person */
  for (guint i = 0; i < pumps->len; i++)
    if (g_ptr_array_index (pumps, i) != pump && name != NULL && *name != '\0' &&
        g_str_equal (thecal_monitor_client_get_label (self->client, g_ptr_array_index (pumps, i)),
                     label))
      return g_strdup_printf ("%s · %s", label, name);

  return g_strdup (label);
}

static GMenu *
pumps_menu (ThecalPeople *self, GPtrArray *pumps, gboolean explanted)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < pumps->len; i++) {
    ThecalDbusPump *pump = g_ptr_array_index (pumps, i);
    g_autofree char *words = pump_words (self, pump, pumps);
    g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);

    if (thecal_dbus_pump_get_explanted (pump) != explanted)
      continue;
    g_menu_item_set_action_and_target (item, "win.pump", "s", thecal_dbus_pump_get_id (pump));
    g_menu_append_item (menu, item);
  }

  return menu;
}

static void
add_section (GMenu *menu, const char *title, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, title, G_MENU_MODEL (section));
}

static void
make_menu (ThecalPeople *self, GPtrArray *pumps)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) here = pumps_menu (self, pumps, FALSE);
  g_autoptr (GMenu) archived = pumps_menu (self, pumps, TRUE);
  g_autoptr (GMenu) more = g_menu_new ();

  add_section (menu, NULL, here);
  add_section (menu, _ ("Archived"), archived);
  g_menu_append (more, _ ("Add another person…"), "win.add-person");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (menu));
}

/* A menu that is open must not be made anew for nothing. */
static char *
describe (GPtrArray *pumps)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < pumps->len; i++) {
    ThecalDbusPump *pump = g_ptr_array_index (pumps, i);

    g_string_append_printf (text,
                            "%s\n%s\n%s\n%d\n",
                            thecal_dbus_pump_get_id (pump),
                            thecal_dbus_pump_get_person_name (pump),
                            thecal_dbus_pump_get_name (pump),
                            thecal_dbus_pump_get_explanted (pump));
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_label (ThecalPeople *self, ThecalDbusPump *pump)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  const char *name = load != NULL ? load->document->patient->name : NULL;
  const char *label = pump != NULL ? thecal_monitor_client_get_label (self->client, pump) : name;
  g_autofree char *words = NULL;

  if (label == NULL)
    label = _ ("Nobody yet");
  gtk_label_set_text (GTK_LABEL (self->label), label);
  words = g_strdup_printf (_ ("Whose pump: %s"), label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* What is chosen. */

/* Somebody new has a pump as soon as the monitor has taken their plan. */
static void
find_new (ThecalPeople *self, GPtrArray *pumps)
{
  for (guint i = 0; self->new_plan != NULL && i < pumps->len; i++) {
    ThecalDbusPump *pump = g_ptr_array_index (pumps, i);

    if (!thecal_text_is (thecal_dbus_pump_get_plan_path (pump), self->new_plan))
      continue;
    g_clear_pointer (&self->new_plan, g_free);
    thecal_monitor_client_choose_pump (self->client, thecal_dbus_pump_get_id (pump));
  }
}

static void
update (ThecalPeople *self)
{
  g_autoptr (GPtrArray) pumps = thecal_monitor_client_get_pumps (self->client);
  g_autofree char *shown = describe (pumps);
  ThecalDbusPump *pump = thecal_monitor_client_get_pump (self->client);
  const char *path = pump != NULL ? thecal_dbus_pump_get_plan_path (pump) : NULL;

  find_new (self, pumps);
  if (g_strcmp0 (self->shown, shown) != 0) {
    g_free (self->shown);
    self->shown = g_steal_pointer (&shown);
    make_menu (self, pumps);
  }
  g_simple_action_set_state (
      self->action, g_variant_new_string (pump != NULL ? thecal_dbus_pump_get_id (pump) : ""));
  if (pumps->len > 1 && path != NULL && *path != '\0')
    thecal_plan_watch_set_path (self->plan, path);
  update_label (self, pump);
}

static void
on_pump (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  ThecalPeople *self = user_data;

  g_clear_pointer (&self->new_plan, g_free);
  thecal_monitor_client_choose_pump (self->client, g_variant_get_string (id, NULL));
  update (self);
}

/* Another person. */

/* "Ben Example" → …/care-plans/ben-example.ini; NULL where nothing of the name can stand in it. */
static char *
path_for (const char *name)
{
  g_autofree char *main_plan = thecal_plan_files_get_path (NULL);
  g_autofree char *folder = g_path_get_dirname (main_plan);
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && slug->len < FILE_NAME_MOST; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, "person");
  for (guint i = 1; i < 100; i++) {
    g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
    g_autofree char *file = g_strconcat (slug->str, number, ".ini", NULL);
    g_autofree char *path = g_build_filename (folder, PLANS, file, NULL);

    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }

  return NULL;
}

typedef struct {
  ThecalPeople *people; /* owned */
  char *path;
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->people);
  g_free (adding->path);
  g_free (adding);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Adding) adding = user_data;
  ThecalPeople *self = adding->people;
  g_autoptr (GError) error = NULL;

  if (!thecal_plan_store_finish (result, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      thecal_dialog_show (GTK_WIDGET (self), _ ("The plan could not be made"), error->message);
    return;
  }
  self->new_plan = g_steal_pointer (&adding->path);
  thecal_monitor_client_choose_pump (self->client, "");
  thecal_plan_watch_set_path (self->plan, self->new_plan);
  update (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.first-start", NULL);
}

static void
on_name_response (AdwMessageDialog *dialog, const char *response, ThecalPeople *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  const ThecalPlanValue value = { "person", "Name", name };
  Adding *adding;
  g_autofree char *path = NULL;

  if (!thecal_text_is (response, "add") || *name == '\0')
    return;
  path = path_for (name);
  if (path == NULL)
    return;
  adding = g_new0 (Adding, 1);
  adding->people = g_object_ref (self);
  adding->path = g_steal_pointer (&path);
  thecal_plan_store_set_async (adding->path,
                               thecal_plan_watch_get_state_dir (self->plan),
                               &value,
                               1,
                               self->cancellable,
                               on_made,
                               adding);
}

void
thecal_people_add_person (ThecalPeople *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      _ ("Whose pump is it?"),
      _ ("Every person has a care plan of their own. Alarms come from all of them."));

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "close", _ ("Cancel"), "add", _ ("Add"), NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "add");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_name_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Object. */

void
thecal_people_set_narrow (ThecalPeople *self, gboolean narrow)
{
  gtk_widget_set_visible (self->label, !narrow);
}

void
thecal_people_set_up (ThecalPeople *self,
                      ThecalMonitorClient *client,
                      ThecalPlanWatch *plan,
                      GActionMap *actions)
{
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  g_signal_connect_object (self->action, "activate", G_CALLBACK (on_pump), self, 0);
  g_action_map_add_action (actions, G_ACTION (self->action));
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
thecal_people_dispose (GObject *object)
{
  ThecalPeople *self = THECAL_PEOPLE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_object (&self->action);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->new_plan, g_free);

  G_OBJECT_CLASS (thecal_people_parent_class)->dispose (object);
}

static void
thecal_people_class_init (ThecalPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_people_dispose;
}

static void
thecal_people_init (ThecalPeople *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->cancellable = g_cancellable_new ();
  self->action =
      g_simple_action_new_stateful ("pump", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 18);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("thecal-people-symbolic"));
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-people");
  adw_bin_set_child (ADW_BIN (self), self->button);
}
