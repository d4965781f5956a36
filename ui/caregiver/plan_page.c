/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/plan_page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "caregiver/bag_group.h"
#include "caregiver/plan_files_group.h"
#include "caregiver/plan_section.h"
#include "shared/labels.h"

#define CONTACTS_MOST 99

struct _ThecalPlanPage {
  AdwBin parent_instance;
  ThecalPlanWatch *plan;
  GtkWidget *column, *fault, *path, *files, *sections, *bag;
  char *shown; /* the groups that the sections are of */
  char *added; /* a contact that is not in the file yet; NULL: none */
};

G_DEFINE_FINAL_TYPE (ThecalPlanPage, thecal_plan_page, ADW_TYPE_BIN)

/* Sections. */

static gboolean
is_of (const char *group, const char *first)
{
  const gsize length = strlen (first);

  return strncmp (group, first, length) == 0 && group[length] == ' ';
}

/* The groups of the plan in the order of the page. (transfer full), NULL at the end. */
static GStrv
find_groups (ThecalPlanPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) groups = thecal_plan_watch_get_groups (self->plan);
  gsize n;
  const ThecalPlanSection *sections = thecal_plan_sections_get (&n);

  for (gsize i = 0; i < n; i++) {
    gboolean found = FALSE;

    if (!sections[i].is_many) {
      g_strv_builder_add (builder, sections[i].group);
      continue;
    }
    for (gsize k = 0; groups[k] != NULL; k++)
      if (is_of (groups[k], sections[i].group)) {
        g_strv_builder_add (builder, groups[k]);
        found = TRUE;
      }
    if (!found && g_str_equal (sections[i].group, "drug"))
      g_strv_builder_add (builder, "drug 1");
    if (self->added != NULL && is_of (self->added, sections[i].group) &&
        !g_strv_contains ((const char *const *) groups, self->added))
      g_strv_builder_add (builder, self->added);
  }

  return g_strv_builder_end (builder);
}

static const ThecalPlanSection *
section_of (const char *group)
{
  gsize n;
  const ThecalPlanSection *sections = thecal_plan_sections_get (&n);

  for (gsize i = 0; i < n; i++)
    if (sections[i].is_many ? is_of (group, sections[i].group)
                            : g_str_equal (group, sections[i].group))
      return &sections[i];

  return NULL;
}

/* Made anew only where there are other groups, so that nothing typed is lost. */
static void
update_sections (ThecalPlanPage *self)
{
  g_auto (GStrv) groups = find_groups (self);
  g_autofree char *path_and_groups = NULL;
  g_autofree char *joined = g_strjoinv ("\n", groups);
  GtkWidget *child;

  path_and_groups = g_strconcat (thecal_plan_watch_get_path (self->plan), "\n", joined, NULL);
  if (g_strcmp0 (self->shown, path_and_groups) == 0) {
    for (child = gtk_widget_get_first_child (self->sections); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      thecal_plan_section_update (THECAL_PLAN_SECTION (child));
    return;
  }
  g_free (self->shown);
  self->shown = g_steal_pointer (&path_and_groups);
  while ((child = gtk_widget_get_first_child (self->sections)) != NULL)
    gtk_box_remove (GTK_BOX (self->sections), child);
  for (gsize i = 0; groups[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->sections),
                    thecal_plan_section_new (self->plan, section_of (groups[i]), groups[i]));
}

static void
update (ThecalPlanPage *self)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  g_autofree char *words = NULL;

  if (load != NULL && load->fault != NULL)
    words =
        g_strdup_printf (load->is_copy ? _ ("The file is not taken, the last good one is used. %s")
                                       : _ ("The file is not taken. %s"),
                         load->fault);
  thecal_label_set (self->fault, words != NULL ? words : "");
  thecal_label_set (self->path, thecal_plan_watch_get_path (self->plan));
  update_sections (self);
  thecal_bag_group_set (self->bag, self->plan);
  thecal_plan_files_group_update (THECAL_PLAN_FILES_GROUP (self->files));
}

static void
on_add_contact (ThecalPlanPage *self)
{
  g_auto (GStrv) groups = thecal_plan_watch_get_groups (self->plan);
  GtkWidget *child;

  for (guint i = 1; i < CONTACTS_MOST; i++) {
    g_autofree char *group = g_strdup_printf ("contact %u", i);

    if (g_strv_contains ((const char *const *) groups, group))
      continue;
    g_free (self->added);
    self->added = g_steal_pointer (&group);
    break;
  }
  update_sections (self);
  for (child = gtk_widget_get_first_child (self->sections); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (thecal_plan_section_get_group (THECAL_PLAN_SECTION (child)), self->added) == 0)
      gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

/* Object. */

static void
thecal_plan_page_dispose (GObject *object)
{
  g_clear_object (&THECAL_PLAN_PAGE (object)->plan);
  G_OBJECT_CLASS (thecal_plan_page_parent_class)->dispose (object);
}

static void
thecal_plan_page_finalize (GObject *object)
{
  ThecalPlanPage *self = THECAL_PLAN_PAGE (object);

  g_free (self->shown);
  g_free (self->added);

  G_OBJECT_CLASS (thecal_plan_page_parent_class)->finalize (object);
}

static void
thecal_plan_page_class_init (ThecalPlanPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_plan_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_plan_page_finalize;
}

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
thecal_plan_page_init (ThecalPlanPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  self->fault = label_new ("thecal-warnings");
  self->path = label_new ("thecal-caption");
  gtk_widget_add_css_class (self->column, "thecal-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
thecal_plan_page_new (ThecalPlanWatch *plan)
{
  ThecalPlanPage *self = g_object_new (THECAL_TYPE_PLAN_PAGE, NULL);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a contact"));

  self->plan = g_object_ref (plan);
  self->files = thecal_plan_files_group_new (plan);
  self->bag = thecal_bag_group_new ();
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_size_request (add, -1, 44);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add_contact), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->column), self->fault);
  gtk_box_append (GTK_BOX (self->column), self->files);
  gtk_box_append (GTK_BOX (self->column), self->bag);
  gtk_box_append (GTK_BOX (self->column), self->sections);
  gtk_box_append (GTK_BOX (self->column), add);
  gtk_box_append (GTK_BOX (self->column), self->path);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
