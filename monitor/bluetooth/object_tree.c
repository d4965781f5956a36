/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/object_tree.h"

#include <string.h>

struct _ThecalObjectTree {
  GHashTable *objects; /* path -> (interface -> (property -> GVariant)) */
};

ThecalObjectTree *
thecal_object_tree_new (void)
{
  ThecalObjectTree *self = g_new0 (ThecalObjectTree, 1);
  self->objects =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
thecal_object_tree_free (ThecalObjectTree *self)
{
  g_hash_table_unref (self->objects);
  g_free (self);
}

void
thecal_object_tree_clear (ThecalObjectTree *self)
{
  g_hash_table_remove_all (self->objects);
}

static void
put_properties (GHashTable *properties, GVariant *values)
{
  GVariantIter iter;
  const char *name = NULL;
  GVariant *value = NULL;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    g_hash_table_replace (properties, g_strdup (name), value);
}

void
thecal_object_tree_add (ThecalObjectTree *self, const char *path, GVariant *interfaces)
{
  GHashTable *object = g_hash_table_lookup (self->objects, path);
  if (object == NULL) {
    object = g_hash_table_new_full (
        g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
    g_hash_table_insert (self->objects, g_strdup (path), object);
  }

  GVariantIter iter;
  const char *interface = NULL;
  GVariant *values = NULL;
  g_variant_iter_init (&iter, interfaces);
  while (g_variant_iter_loop (&iter, "{&s@a{sv}}", &interface, &values)) {
    GHashTable *properties =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
    put_properties (properties, values);
    g_hash_table_replace (object, g_strdup (interface), properties);
  }
}

void
thecal_object_tree_load (ThecalObjectTree *self, GVariant *objects)
{
  GVariantIter iter;
  const char *path = NULL;
  GVariant *interfaces = NULL;

  thecal_object_tree_clear (self);
  g_variant_iter_init (&iter, objects);
  while (g_variant_iter_loop (&iter, "{&o@a{sa{sv}}}", &path, &interfaces))
    thecal_object_tree_add (self, path, interfaces);
}

void
thecal_object_tree_remove (ThecalObjectTree *self, const char *path, const char *const *interfaces)
{
  GHashTable *object = g_hash_table_lookup (self->objects, path);
  if (object == NULL)
    return;
  for (gsize i = 0; interfaces[i] != NULL; i++)
    g_hash_table_remove (object, interfaces[i]);
  if (g_hash_table_size (object) == 0)
    g_hash_table_remove (self->objects, path);
}

static GHashTable *
get_properties (ThecalObjectTree *self, const char *path, const char *interface)
{
  GHashTable *object = g_hash_table_lookup (self->objects, path);
  return object != NULL ? g_hash_table_lookup (object, interface) : NULL;
}

gboolean
thecal_object_tree_change (ThecalObjectTree *self,
                           const char *path,
                           const char *interface,
                           GVariant *changed,
                           const char *const *invalidated)
{
  GHashTable *properties = get_properties (self, path, interface);
  if (properties == NULL)
    return FALSE;
  put_properties (properties, changed);
  for (gsize i = 0; invalidated != NULL && invalidated[i] != NULL; i++)
    g_hash_table_remove (properties, invalidated[i]);
  return TRUE;
}

gboolean
thecal_object_tree_has (ThecalObjectTree *self, const char *path, const char *interface)
{
  return get_properties (self, path, interface) != NULL;
}

GVariant *
thecal_object_tree_get (ThecalObjectTree *self,
                        const char *path,
                        const char *interface,
                        const char *property,
                        const char *type)
{
  GHashTable *properties = get_properties (self, path, interface);
  if (properties == NULL)
    return NULL;
  GVariant *value = g_hash_table_lookup (properties, property);
  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE (type)))
    return NULL;
  return value;
}

const char *
thecal_object_tree_get_string (ThecalObjectTree *self,
                               const char *path,
                               const char *interface,
                               const char *property)
{
  GVariant *value = thecal_object_tree_get (self, path, interface, property, "s");
  return value != NULL ? g_variant_get_string (value, NULL) : NULL;
}

gboolean
thecal_object_tree_get_boolean (ThecalObjectTree *self,
                                const char *path,
                                const char *interface,
                                const char *property)
{
  GVariant *value = thecal_object_tree_get (self, path, interface, property, "b");
  return value != NULL && g_variant_get_boolean (value);
}

static gboolean
is_below (const char *path, const char *top)
{
  if (top == NULL)
    return TRUE;
  const gsize len = strlen (top);
  return strncmp (path, top, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
thecal_object_tree_list (ThecalObjectTree *self, const char *interface, const char *below)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path = NULL;
  gpointer object = NULL;

  g_hash_table_iter_init (&iter, self->objects);
  while (g_hash_table_iter_next (&iter, &path, &object))
    if (g_hash_table_contains (object, interface) && is_below (path, below))
      g_ptr_array_add (paths, g_strdup (path));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}
