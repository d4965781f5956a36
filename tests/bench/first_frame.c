/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Loaded before a GTK program: at the first frame of its first window it writes the monotonic time,
 * in microseconds, to the file that FIRST_FRAME_FILE names, and ends the program. Where instead
 * FRAME_COUNT_FILE names one, it writes how many frames were painted so far. */
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  const char *path = g_getenv ("FIRST_FRAME_FILE");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file != NULL) {
    fprintf (file, "%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
    fclose (file);
  }
  _exit (0);
}

static void
on_counted (GdkFrameClock *clock, gpointer data)
{
  static int n_frames;
  FILE *file = fopen (g_getenv ("FRAME_COUNT_FILE"), "w");

  if (file == NULL)
    return;
  fprintf (file, "%d\n", ++n_frames);
  fclose (file);
}

/* In the place of GTK's own, which is called from here. */
void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow * window);
  GdkFrameClock *clock;

  *(void **) &present = dlsym (RTLD_NEXT, "gtk_window_present");
  present (window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  if (clock == NULL)
    return;
  if (g_getenv ("FRAME_COUNT_FILE") != NULL)
    g_signal_connect (clock, "paint", G_CALLBACK (on_counted), NULL);
  else
    g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), NULL);
}
