/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_footer.h"

#include <glib/gi18n.h>

#include "shared/labels.h"
#include "words/script.h"

GtkWidget *
thecal_walk_footer_new (void)
{
  GtkWidget *footer = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (footer), TRUE);
  gtk_label_set_justify (GTK_LABEL (footer), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (footer, "thecal-walk-footer");

  return footer;
}

void
thecal_walk_footer_set (GtkWidget *footer,
                        const ThecalPlanDocument *document,
                        gboolean small,
                        gboolean brief)
{
  const char *disclaimer = _ ("Not a medical device, not approved. Your clinic's instructions and "
                              "the emergency number come first.");
  g_autofree char *known = thecal_script_get_footer (document);
  g_autofree char *whole = *known != '\0' && !brief
                               ? g_strdup_printf ("%s%s%s", known, small ? " · " : "\n", disclaimer)
                               : g_strdup (disclaimer);

  thecal_label_set (footer, whole);
}
