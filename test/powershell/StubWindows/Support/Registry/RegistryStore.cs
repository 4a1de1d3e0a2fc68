using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Threading;

namespace StubWindows
{
    /// <summary>A value with its kind, as the registry has it: a text, a list of texts, a number, or bytes.</summary>
    [DataContract]
    public sealed class RegistryValue
    {
        [DataMember(Name = "key")] public string Key { get; set; }
        [DataMember(Name = "name")] public string Name { get; set; }
        [DataMember(Name = "kind")] public string Kind { get; set; }
        [DataMember(Name = "data")] public string[] Text { get; set; }

        public object Data
        {
            get
            {
                switch (Kind)
                {
                    case "MultiString": return Text;
                    case "Binary": return Convert.FromBase64String(Text[0]);
                    case "DWord": return int.Parse(Text[0]);
                    case "QWord": return long.Parse(Text[0]);
                    default: return Text[0];
                }
            }
        }

        /// <summary>Refuses what the real one refuses: data of another kind than the one it is said to be.</summary>
        public static RegistryValue From(string key, string name, string kind, object data)
        {
            var plain = data is System.Management.Automation.PSObject wrapped ? wrapped.BaseObject : data;
            string[] text;
            switch (kind)
            {
                case "MultiString":
                    text = ((System.Collections.IEnumerable)(plain is string ? new[] { plain } : plain)).Cast<object>().Select(item => item.ToString()).ToArray();
                    break;
                case "Binary": text = new[] { Convert.ToBase64String((byte[])plain) }; break;
                case "DWord": text = new[] { Convert.ToInt32(plain).ToString() }; break;
                case "QWord": text = new[] { Convert.ToInt64(plain).ToString() }; break;
                case "String":
                case "ExpandString": text = new[] { (string)plain }; break;
                default: throw new ArgumentException("The specified RegistryValueKind is an invalid value.", "kind");
            }
            return new RegistryValue { Key = key, Name = name, Kind = kind, Text = text };
        }
    }

    /// <summary>What the file of the registry holds.</summary>
    [DataContract]
    public sealed class RegistryContent
    {
        [DataMember(Name = "keys")] public List<string> Keys { get; set; } = new List<string>();
        [DataMember(Name = "values")] public List<RegistryValue> Values { get; set; } = new List<RegistryValue>();
    }

    /// <summary>
    /// HKEY_LOCAL_MACHINE of a stub computer: one file, read for every look and written whole, so that it survives the
    /// shell and two shells see the same. Keys are paths below the hive in its 64-bit view.
    /// </summary>
    public static class RegistryStore
    {
        public static string File { get; set; }

        private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

        public static T Look<T>(Func<RegistryContent, T> look) { return Locked(() => look(Read())); }

        public static void Change(Action<RegistryContent> change)
        {
            Locked(() =>
            {
                var content = Read();
                change(content);
                Write(content);
                return true;
            });
        }

        /// <summary>The keys above come into being with it, as on Windows.</summary>
        public static void AddKey(RegistryContent content, string key)
        {
            for (var path = key; path != ""; path = ParentOf(path))
            {
                if (!HasKey(content, path)) content.Keys.Add(path);
            }
        }

        public static bool HasKey(RegistryContent content, string key) { return key == "" || content.Keys.Contains(key, Names); }

        public static void RemoveKey(RegistryContent content, string key)
        {
            content.Keys.RemoveAll(one => IsWithin(one, key));
            content.Values.RemoveAll(value => IsWithin(value.Key, key));
        }

        public static string[] ChildrenOf(RegistryContent content, string key)
        {
            return content.Keys.Where(one => Names.Equals(ParentOf(one), key) && one != "").Select(NameOf).OrderBy(name => name, Names).ToArray();
        }

        public static RegistryValue[] ValuesOf(RegistryContent content, string key)
        {
            return content.Values.Where(value => Names.Equals(value.Key, key)).ToArray();
        }

        public static void SetValue(RegistryContent content, RegistryValue value)
        {
            RemoveValue(content, value.Key, value.Name);
            content.Values.Add(value);
        }

        public static bool RemoveValue(RegistryContent content, string key, string name)
        {
            return content.Values.RemoveAll(value => Names.Equals(value.Key, key) && Names.Equals(value.Name, name)) > 0;
        }

        private static bool IsWithin(string path, string key) { return Names.Equals(path, key) || path.StartsWith(key + "\\", StringComparison.OrdinalIgnoreCase); }

        private static string ParentOf(string path) { var at = path.LastIndexOf('\\'); return at < 0 ? "" : path.Substring(0, at); }

        private static string NameOf(string path) { return path.Substring(path.LastIndexOf('\\') + 1); }

        private static RegistryContent Read()
        {
            if (!System.IO.File.Exists(File)) return new RegistryContent();
            using (var stream = System.IO.File.OpenRead(File)) return (RegistryContent)Serializer().ReadObject(stream);
        }

        private static void Write(RegistryContent content)
        {
            var beside = File + "." + Guid.NewGuid().ToString("N");
            using (var stream = System.IO.File.Create(beside)) Serializer().WriteObject(stream, content);
            if (System.IO.File.Exists(File)) System.IO.File.Replace(beside, File, null);
            else System.IO.File.Move(beside, File);
        }

        private static DataContractJsonSerializer Serializer() { return new DataContractJsonSerializer(typeof(RegistryContent)); }

        private static T Locked<T>(Func<T> work)
        {
            for (var attempt = 0; ; attempt++)
            {
                FileStream turn;
                try { turn = new FileStream(File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
                catch (IOException)
                {
                    if (attempt > 2000) throw;
                    Thread.Sleep(5);
                    continue;
                }
                using (turn) return work();
            }
        }
    }
}
