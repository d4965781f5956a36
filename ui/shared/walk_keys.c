/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_keys.h"

#define HELD_US 1000000 /* longer than any keyboard waits before it repeats */

typedef struct {
  ThecalWalkKey on_key;
  GtkWidget *page;                /* not owned: lives longer */
  GtkEventController *controller; /* owned by the window while the page is mapped */
  GtkWidget *root;                /* weak */
  guint held;                     /* that is down; 0 none */
  gint64 seen_us;                 /* when it was last told of, monotonic */
} Keys;

static gboolean
on_pressed (GtkEventControllerKey *controller,
            guint keyval,
            guint keycode,
            GdkModifierType state,
            Keys *keys)
{
  const gint64 now_us = g_get_monotonic_time ();
  const gboolean again = keys->held == keyval && now_us - keys->seen_us < HELD_US;

  keys->held = keyval;
  keys->seen_us = now_us;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  /* in a text a held key repeats, as everywhere */
  if (again && !thecal_walk_keys_is_typing (keys->page))
    return TRUE;

  return keys->on_key (keys->page, keyval);
}

static void
on_released (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             Keys *keys)
{
  if (keys->held == keyval)
    keys->held = 0;
}

static void
on_unmap (GtkWidget *page, Keys *keys)
{
  if (keys->root != NULL && keys->controller != NULL)
    gtk_widget_remove_controller (keys->root, keys->controller);
  keys->controller = NULL;
  g_clear_weak_pointer (&keys->root);
}

static void
on_map (GtkWidget *page, Keys *keys)
{
  on_unmap (page, keys);
  g_set_weak_pointer (&keys->root, GTK_WIDGET (gtk_widget_get_root (page)));
  keys->controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys->controller, GTK_PHASE_CAPTURE);
  g_signal_connect (keys->controller, "key-pressed", G_CALLBACK (on_pressed), keys);
  g_signal_connect (keys->controller, "key-released", G_CALLBACK (on_released), keys);
  gtk_widget_add_controller (keys->root, keys->controller);
}

static void
keys_free (gpointer data)
{
  Keys *keys = data;

  on_unmap (keys->page, keys);
  g_free (keys);
}

void
thecal_walk_keys_follow (GtkWidget *page, ThecalWalkKey on_key)
{
  Keys *keys = g_new0 (Keys, 1);

  keys->on_key = on_key;
  keys->page = page;
  g_object_set_data_full (G_OBJECT (page), "thecal-walk-keys", keys, keys_free);
  g_signal_connect (page, "map", G_CALLBACK (on_map), keys);
  g_signal_connect (page, "unmap", G_CALLBACK (on_unmap), keys);
}

gboolean
thecal_walk_keys_is_typing (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && GTK_IS_TEXT (focus) &&
         *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
}
