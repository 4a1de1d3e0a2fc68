using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Provider;

namespace StubWindows
{
    /// <summary>A key as the cmdlets show it, with the members of the real one that scripts use.</summary>
    public sealed class RegistryKey
    {
        private readonly string path;

        internal RegistryKey(string name, string path) { Name = name; this.path = path; }

        public string Name { get; }
        public string[] Property { get { return GetValueNames().Select(name => name == "" ? "(default)" : name).ToArray(); } }
        public string[] GetSubKeyNames() { return RegistryStore.Look(content => RegistryStore.ChildrenOf(content, path)); }
        public string[] GetValueNames() { return Values().Select(value => value.Name).ToArray(); }
        public object GetValue(string name) { return GetValue(name, null); }
        public object GetValue(string name, object otherwise) { var found = Find(name); return found == null ? otherwise : found.Data; }
        public string GetValueKind(string name) { return (Find(name) ?? throw new IOException("The specified registry key does not exist.")).Kind; }
        public override string ToString() { return Name; }

        private RegistryValue[] Values() { return RegistryStore.Look(content => RegistryStore.ValuesOf(content, path)); }
        private RegistryValue Find(string name) { return Values().FirstOrDefault(value => string.Equals(value.Name, name ?? "", StringComparison.OrdinalIgnoreCase)); }
    }

    /// <summary>The parameter that the registry adds to New-ItemProperty and Set-ItemProperty.</summary>
    public sealed class KindParameter
    {
        [Parameter] [Alias("PropertyType")] public string Type { get; set; }
    }

    /// <summary>
    /// The drives HKLM: (64-bit view) and HKLM32: (32-bit view) of a stub computer. The views share everything but
    /// SOFTWARE, which the 32-bit one keeps below SOFTWARE\WOW6432Node.
    /// </summary>
    [CmdletProvider("Registry", ProviderCapabilities.ShouldProcess)]
    public sealed class RegistryProvider : NavigationCmdletProvider, IPropertyCmdletProvider, IDynamicPropertyCmdletProvider
    {
        private const string Hive = "HKEY_LOCAL_MACHINE";
        private const string Hive32 = "HKEY_LOCAL_MACHINE_32";

        protected override Collection<PSDriveInfo> InitializeDefaultDrives()
        {
            return new Collection<PSDriveInfo>
            {
                new PSDriveInfo("HKLM", ProviderInfo, Hive, "64-bit view", null),
                new PSDriveInfo("HKLM32", ProviderInfo, Hive32, "32-bit view", null),
            };
        }

        /// <summary>Below the hive, in the 64-bit view; null for what lies in no hive of ours.</summary>
        private static string Place(string path)
        {
            var parts = path.Split(new[] { '\\', '/' }, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || (parts[0] != Hive && parts[0] != Hive32)) return null;
            var below = parts.Skip(1).ToList();
            var isSoftware = below.Count > 0 && string.Equals(below[0], "SOFTWARE", StringComparison.OrdinalIgnoreCase);
            var isNode = below.Count > 1 && string.Equals(below[1], "WOW6432Node", StringComparison.OrdinalIgnoreCase);
            if (parts[0] == Hive32 && isSoftware && !isNode) below.Insert(1, "WOW6432Node");
            return string.Join("\\", below);
        }

        private static bool Exists(string path) { var place = Place(path); return place != null && RegistryStore.Look(content => RegistryStore.HasKey(content, place)); }

        private static RegistryKey Key(string path) { return new RegistryKey(path.Replace('/', '\\'), Place(path)); }

        /// <summary>False, and said, when there is no such key.</summary>
        private bool Need(string path)
        {
            if (Exists(path)) return true;
            Refuse(new ItemNotFoundException("Cannot find path '" + path + "' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, path);
            return false;
        }

        private void Refuse(Exception exception, string id, ErrorCategory category, string path) { WriteError(new ErrorRecord(exception, id, category, path)); }

        protected override bool IsValidPath(string path) { return !string.IsNullOrEmpty(path); }
        protected override bool ItemExists(string path) { return Exists(path); }
        protected override bool IsItemContainer(string path) { return Exists(path); }
        protected override bool HasChildItems(string path) { return Exists(path) && Key(path).GetSubKeyNames().Length > 0; }
        protected override void GetItem(string path) { if (Need(path)) WriteItemObject(Key(path), path, true); }

        protected override void GetChildItems(string path, bool recurse)
        {
            if (!Need(path)) return;
            foreach (var name in Key(path).GetSubKeyNames())
            {
                var child = path + "\\" + name;
                WriteItemObject(Key(child), child, true);
                if (recurse) GetChildItems(child, true);
            }
        }

        protected override void GetChildNames(string path, ReturnContainers returnContainers)
        {
            if (!Need(path)) return;
            foreach (var name in Key(path).GetSubKeyNames()) WriteItemObject(name, path + "\\" + name, true);
        }

        protected override void NewItem(string path, string itemTypeName, object newItemValue)
        {
            if (Exists(path) && !Force) { Refuse(new IOException("A key in this path already exists"), "System.IO.IOException", ErrorCategory.ResourceExists, path); return; }
            if (!ShouldProcess(path, "New Key")) return;
            var place = Place(path);
            RegistryStore.Change(content =>
            {
                RegistryStore.AddKey(content, place);
                if (newItemValue != null) RegistryStore.SetValue(content, RegistryValue.From(place, "", "String", newItemValue));
            });
            WriteItemObject(Key(path), path, true);
        }

        protected override void RemoveItem(string path, bool recurse)
        {
            if (Need(path) && ShouldProcess(path, "Remove Key")) RegistryStore.Change(content => RegistryStore.RemoveKey(content, Place(path)));
        }

        public void GetProperty(string path, Collection<string> picked)
        {
            if (!Need(path)) return;
            var found = new PSObject();
            foreach (var value in RegistryStore.Look(content => RegistryStore.ValuesOf(content, Place(path))))
            {
                var shown = value.Name == "" ? "(default)" : value.Name;
                var isPicked = picked == null || picked.Count == 0 || picked.Any(one => new WildcardPattern(one, WildcardOptions.IgnoreCase).IsMatch(shown));
                if (isPicked) found.Properties.Add(new PSNoteProperty(shown, value.Data));
            }
            if (found.Properties.Any()) { WritePropertyObject(found, path); return; }
            if (picked == null || picked.Count == 0) return;
            Refuse(new PSArgumentException("Property " + picked[0] + " does not exist at path " + path + "."), "System.Management.Automation.PSArgumentException", ErrorCategory.InvalidArgument, path);
        }

        public void SetProperty(string path, PSObject propertyToSet)
        {
            if (!Need(path)) return;
            foreach (var property in propertyToSet.Properties)
            {
                if (ShouldProcess(path, "Set Property " + property.Name)) Put(path, property.Name, (DynamicParameters as KindParameter)?.Type, property.Value);
            }
        }

        public void NewProperty(string path, string propertyName, string propertyTypeName, object value)
        {
            if (Need(path) && ShouldProcess(path, "New Property " + propertyName)) Put(path, propertyName, propertyTypeName ?? (DynamicParameters as KindParameter)?.Type, value);
        }

        public void RemoveProperty(string path, string propertyName)
        {
            if (!Need(path) || !ShouldProcess(path, "Remove Property " + propertyName)) return;
            RegistryStore.Change(content => RegistryStore.RemoveValue(content, Place(path), Inner(propertyName)));
        }

        public void ClearProperty(string path, Collection<string> propertyToClear)
        {
            if (Need(path)) foreach (var name in propertyToClear) Put(path, name, "String", "");
        }

        /// <summary>Without a kind the one that stands there stays; a new value gets the one that fits its data.</summary>
        private void Put(string path, string name, string kind, object data)
        {
            var place = Place(path);
            RegistryStore.Change(content =>
            {
                var former = RegistryStore.ValuesOf(content, place).FirstOrDefault(value => string.Equals(value.Name, Inner(name), StringComparison.OrdinalIgnoreCase));
                RegistryStore.SetValue(content, RegistryValue.From(place, Inner(name), kind ?? former?.Kind ?? Fitting(data), data));
            });
        }

        private static string Inner(string name) { return name == "(default)" ? "" : name; }

        private static string Fitting(object data)
        {
            var plain = data is PSObject wrapped ? wrapped.BaseObject : data;
            if (plain is byte[]) return "Binary";
            if (plain is int) return "DWord";
            if (plain is long) return "QWord";
            return plain is Array ? "MultiString" : "String";
        }

        public void RenameProperty(string path, string sourceProperty, string destinationProperty) { throw new PSNotSupportedException(); }
        public void CopyProperty(string sourcePath, string sourceProperty, string destinationPath, string destinationProperty) { throw new PSNotSupportedException(); }
        public void MoveProperty(string sourcePath, string sourceProperty, string destinationPath, string destinationProperty) { throw new PSNotSupportedException(); }
        public object GetPropertyDynamicParameters(string path, Collection<string> picked) { return null; }
        public object SetPropertyDynamicParameters(string path, PSObject propertyToSet) { return new KindParameter(); }
        public object ClearPropertyDynamicParameters(string path, Collection<string> names) { return null; }
        public object NewPropertyDynamicParameters(string path, string name, string type, object value) { return null; }
        public object RemovePropertyDynamicParameters(string path, string name) { return null; }
        public object RenamePropertyDynamicParameters(string path, string source, string destination) { return null; }
        public object CopyPropertyDynamicParameters(string sourcePath, string source, string destinationPath, string destination) { return null; }
        public object MovePropertyDynamicParameters(string sourcePath, string source, string destinationPath, string destination) { return null; }
    }
}
