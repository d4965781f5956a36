/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/bus_tree.h"

#define MANAGER "org.freedesktop.DBus.ObjectManager"
#define PROPERTIES "org.freedesktop.DBus.Properties"

static const char manager_xml[] =
    "<node><interface name='" MANAGER "'>"
    "<method name='GetManagedObjects'><arg type='a{oa{sa{sv}}}' direction='out'/></method>"
    "<signal name='InterfacesAdded'><arg type='o'/><arg type='a{sa{sv}}'/></signal>"
    "<signal name='InterfacesRemoved'><arg type='o'/><arg type='as'/></signal>"
    "</interface></node>";

struct _ThecalBusTree {
  GDBusConnection *bus; /* owned */
  char *manager_path;
  GDBusNodeInfo *info, *manager_info;
  guint manager_id;
  GHashTable *objects; /* path (of the object) -> ThecalBusObject, owned */
  ThecalBusMethod on_method;
  ThecalBusWrite on_write;
  gpointer user_data;
};

struct _ThecalBusObject {
  ThecalBusTree *tree; /* borrowed */
  char *path;
  GHashTable *interfaces; /* name -> GHashTable of property name -> GVariant */
  GArray *registrations;  /* guint */
  gpointer tag;
};

static void
object_free (ThecalBusObject *self)
{
  for (guint i = 0; i < self->registrations->len; i++)
    g_dbus_connection_unregister_object (self->tree->bus,
                                         g_array_index (self->registrations, guint, i));
  g_array_unref (self->registrations);
  g_hash_table_unref (self->interfaces);
  g_free (self->path);
  g_free (self);
}

static GVariant *
properties_to_variant (GHashTable *properties)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));
  g_hash_table_iter_init (&iter, properties);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{sv}", name, value);
  return g_variant_builder_end (&builder);
}

static GVariant *
object_to_variant (ThecalBusObject *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, properties;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_hash_table_iter_init (&iter, self->interfaces);
  while (g_hash_table_iter_next (&iter, &name, &properties))
    g_variant_builder_add (&builder, "{s@a{sv}}", name, properties_to_variant (properties));
  return g_variant_builder_end (&builder);
}

static void
on_manager_call (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *method,
                 GVariant *parameters,
                 GDBusMethodInvocation *invocation,
                 gpointer user_data)
{
  ThecalBusTree *self = user_data;
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key, object;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{oa{sa{sv}}}"));
  g_hash_table_iter_init (&iter, self->objects);
  while (g_hash_table_iter_next (&iter, &key, &object))
    g_variant_builder_add (&builder, "{o@a{sa{sv}}}", key, object_to_variant (object));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{oa{sa{sv}}})", &builder));
}

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  ThecalBusObject *self = user_data;

  self->tree->on_method (self, interface, method, parameters, invocation, self->tree->user_data);
}

static GVariant *
on_get_property (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GError **error,
                 gpointer user_data)
{
  ThecalBusObject *self = user_data;
  GHashTable *properties = g_hash_table_lookup (self->interfaces, interface);
  GVariant *value = properties == NULL ? NULL : g_hash_table_lookup (properties, property);

  if (value == NULL) {
    g_set_error (
        error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_PROPERTY, "No such property '%s'", property);
    return NULL;
  }
  return g_variant_ref (value);
}

static gboolean
on_set_property (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GVariant *value,
                 GError **error,
                 gpointer user_data)
{
  ThecalBusObject *self = user_data;

  if (self->tree->on_write (self, interface, property, value, self->tree->user_data))
    return TRUE;
  g_set_error (
      error, G_DBUS_ERROR, G_DBUS_ERROR_PROPERTY_READ_ONLY, "'%s' is not writable", property);
  return FALSE;
}

static const GDBusInterfaceVTable manager_vtable = { on_manager_call, NULL, NULL, { 0 } };
static const GDBusInterfaceVTable object_vtable = { on_call,
                                                    on_get_property,
                                                    on_set_property,
                                                    { 0 } };

ThecalBusTree *
thecal_bus_tree_new (GDBusConnection *bus,
                     const char *manager_path,
                     const char *xml,
                     ThecalBusMethod on_method,
                     ThecalBusWrite on_write,
                     gpointer user_data)
{
  ThecalBusTree *self = g_new0 (ThecalBusTree, 1);
  g_autoptr (GError) error = NULL;

  self->bus = g_object_ref (bus);
  self->manager_path = g_strdup (manager_path);
  self->on_method = on_method;
  self->on_write = on_write;
  self->user_data = user_data;
  self->objects =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) object_free);
  self->info = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  self->manager_info = g_dbus_node_info_new_for_xml (manager_xml, &error);
  g_assert_no_error (error);
  self->manager_id = g_dbus_connection_register_object (
      bus, manager_path, self->manager_info->interfaces[0], &manager_vtable, self, NULL, &error);
  if (self->manager_id == 0)
    g_warning ("%s: %s", manager_path, error->message);
  return self;
}

void
thecal_bus_tree_free (ThecalBusTree *self)
{
  if (self == NULL)
    return;
  if (self->manager_id != 0)
    g_dbus_connection_unregister_object (self->bus, self->manager_id);
  g_hash_table_unref (self->objects);
  g_dbus_node_info_unref (self->info);
  g_dbus_node_info_unref (self->manager_info);
  g_object_unref (self->bus);
  g_free (self->manager_path);
  g_free (self);
}

static void
emit (ThecalBusTree *self,
      const char *path,
      const char *interface,
      const char *signal,
      GVariant *args)
{
  g_autoptr (GError) error = NULL;

  if (!g_dbus_connection_emit_signal (self->bus, NULL, path, interface, signal, args, &error))
    g_debug ("%s not sent: %s", signal, error->message);
}

static void
add_interface (ThecalBusObject *self, const char *name, GVariant *properties)
{
  GDBusInterfaceInfo *info = g_dbus_node_info_lookup_interface (self->tree->info, name);
  GHashTable *table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_autoptr (GError) error = NULL;
  GVariantIter iter;
  char *property;
  GVariant *value;

  g_variant_iter_init (&iter, properties);
  while (g_variant_iter_next (&iter, "{sv}", &property, &value))
    g_hash_table_insert (table, property, value);
  g_hash_table_insert (self->interfaces, g_strdup (name), table);

  guint id = g_dbus_connection_register_object (
      self->tree->bus, self->path, info, &object_vtable, self, NULL, &error);
  if (id == 0)
    g_warning ("%s: %s", self->path, error->message);
  else
    g_array_append_val (self->registrations, id);
}

ThecalBusObject *
thecal_bus_tree_add (ThecalBusTree *self,
                     const char *path,
                     GVariant *interface_properties,
                     gpointer tag)
{
  g_autoptr (GVariant) all = g_variant_ref_sink (interface_properties);
  ThecalBusObject *object = g_new0 (ThecalBusObject, 1);
  GVariantIter iter;
  const char *name;
  GVariant *properties;

  object->tree = self;
  object->path = g_strdup (path);
  object->tag = tag;
  object->registrations = g_array_new (FALSE, FALSE, sizeof (guint));
  object->interfaces =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&s@a{sv}}", &name, &properties))
    add_interface (object, name, properties);
  g_hash_table_replace (self->objects, object->path, object);
  emit (self,
        self->manager_path,
        MANAGER,
        "InterfacesAdded",
        g_variant_new ("(o@a{sa{sv}})", path, all));
  return object;
}

void
thecal_bus_tree_remove (ThecalBusTree *self, const char *path)
{
  ThecalBusObject *object = g_hash_table_lookup (self->objects, path);

  if (object == NULL)
    return;
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (object->interfaces, NULL);
  g_autoptr (GVariant) args = g_variant_ref_sink (g_variant_new ("(o^as)", path, names));
  g_hash_table_remove (self->objects, path);
  emit (self, self->manager_path, MANAGER, "InterfacesRemoved", args);
}

ThecalBusObject *
thecal_bus_tree_lookup (ThecalBusTree *self, const char *path)
{
  return g_hash_table_lookup (self->objects, path);
}

const char *
thecal_bus_object_get_path (const ThecalBusObject *self)
{
  return self->path;
}

gpointer
thecal_bus_object_get_tag (const ThecalBusObject *self)
{
  return self->tag;
}

static void
emit_changed (ThecalBusObject *self, const char *interface, GVariant *changed, const char *gone)
{
  const char *const invalidated[] = { gone, NULL };

  emit (self->tree,
        self->path,
        PROPERTIES,
        "PropertiesChanged",
        g_variant_new ("(s@a{sv}^as)", interface, changed, invalidated));
}

void
thecal_bus_object_set (ThecalBusObject *self,
                       const char *interface,
                       const char *property,
                       GVariant *value)
{
  GHashTable *properties = g_hash_table_lookup (self->interfaces, interface);
  g_autoptr (GVariant) taken = g_variant_ref_sink (value);
  GVariantBuilder builder;

  g_return_if_fail (properties != NULL);
  g_hash_table_replace (properties, g_strdup (property), g_variant_ref (taken));
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&builder, "{sv}", property, taken);
  emit_changed (self, interface, g_variant_builder_end (&builder), NULL);
}

void
thecal_bus_object_invalidate (ThecalBusObject *self, const char *interface, const char *property)
{
  GHashTable *properties = g_hash_table_lookup (self->interfaces, interface);

  g_return_if_fail (properties != NULL);
  if (g_hash_table_remove (properties, property))
    emit_changed (self, interface, g_variant_new ("a{sv}", NULL), property);
}

gboolean
thecal_bus_object_get_boolean (ThecalBusObject *self, const char *interface, const char *property)
{
  GHashTable *properties = g_hash_table_lookup (self->interfaces, interface);
  GVariant *value = properties == NULL ? NULL : g_hash_table_lookup (properties, property);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
         g_variant_get_boolean (value);
}
