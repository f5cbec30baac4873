//! The classes, fields and methods of the class library that the VM itself
//! uses: each written once, here. Rows that only one version of the class
//! library has are marked optional.
//!
//! A row's item is found when first needed or at boot (`link` does that), and
//! kept in [`KnownItems`].

use super::{ClassRef, MethodRef};
use std::sync::OnceLock;

macro_rules! known_classes {
    ($($variant:ident $name:literal;)*) => {
        /// A class that the VM knows by name.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[expect(missing_docs, reason = "each is the Java class of that name")]
        #[repr(u16)]
        pub enum KnownClass { $($variant,)* }

        impl KnownClass {
            /// All of them.
            pub const ALL: &'static [KnownClass] = &[$(KnownClass::$variant,)*];

            /// Internal name.
            pub const fn name(self) -> &'static str {
                match self { $(KnownClass::$variant => $name,)* }
            }
        }
    };
}

known_classes! {
    Object "java/lang/Object";
    Class "java/lang/Class";
    String "java/lang/String";
    Cloneable "java/lang/Cloneable";
    Serializable "java/io/Serializable";
    System "java/lang/System";
    Thread "java/lang/Thread";
    ThreadFieldHolder "java/lang/Thread$FieldHolder";
    ThreadGroup "java/lang/ThreadGroup";
    ClassLoader "java/lang/ClassLoader";
    Module "java/lang/Module";
    Throwable "java/lang/Throwable";
    StackTraceElement "java/lang/StackTraceElement";
    Reference "java/lang/ref/Reference";
    SoftReference "java/lang/ref/SoftReference";
    WeakReference "java/lang/ref/WeakReference";
    FinalReference "java/lang/ref/FinalReference";
    PhantomReference "java/lang/ref/PhantomReference";
    Finalizer "java/lang/ref/Finalizer";
    ReflectMethod "java/lang/reflect/Method";
    ReflectConstructor "java/lang/reflect/Constructor";
    ReflectField "java/lang/reflect/Field";
    ReflectParameter "java/lang/reflect/Parameter";
    RecordComponent "java/lang/reflect/RecordComponent";
    MethodHandle "java/lang/invoke/MethodHandle";
    VarHandle "java/lang/invoke/VarHandle";
    MethodHandleNatives "java/lang/invoke/MethodHandleNatives";
    MemberName "java/lang/invoke/MemberName";
    ResolvedMethodName "java/lang/invoke/ResolvedMethodName";
    LambdaForm "java/lang/invoke/LambdaForm";
    MethodType "java/lang/invoke/MethodType";
    CallSite "java/lang/invoke/CallSite";
    AssertionStatusDirectives "java/lang/AssertionStatusDirectives";
    UnsafeConstants "jdk/internal/misc/UnsafeConstants";
    ConstantPool "jdk/internal/reflect/ConstantPool";
    MagicAccessorImpl "jdk/internal/reflect/MagicAccessorImpl";
    DelegatingClassLoader "jdk/internal/reflect/DelegatingClassLoader";
    Shutdown "java/lang/Shutdown";
    Signal "jdk/internal/misc/Signal";
    LauncherHelper "sun/launcher/LauncherHelper";
    StackFrameInfo "java/lang/StackFrameInfo";
    AbstractStackWalker "java/lang/StackStreamFactory$AbstractStackWalker";
    AbstractOwnableSynchronizer "java/util/concurrent/locks/AbstractOwnableSynchronizer";
    Buffer "java/nio/Buffer";
    DirectByteBuffer "java/nio/DirectByteBuffer";
    FileDescriptor "java/io/FileDescriptor";
    Record "java/lang/Record";
    Boolean "java/lang/Boolean";
    Byte "java/lang/Byte";
    Character "java/lang/Character";
    Short "java/lang/Short";
    Integer "java/lang/Integer";
    Long "java/lang/Long";
    Float "java/lang/Float";
    Double "java/lang/Double";
}

macro_rules! known_fields {
    ($($variant:ident $class:ident $kind:ident $name:literal $descriptor:literal;)*) => {
        /// A field that the VM reads or writes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[expect(missing_docs, reason = "each is the Java field of the row")]
        #[repr(u16)]
        pub enum KnownField { $($variant,)* }

        impl KnownField {
            /// All of them.
            pub const ALL: &'static [KnownField] = &[$(KnownField::$variant,)*];

            /// Class, name, descriptor.
            pub const fn row(self) -> (KnownClass, &'static str, &'static str) {
                match self {
                    $(KnownField::$variant => (KnownClass::$class, $name, $descriptor),)*
                }
            }

            /// Whether the field is made by the VM: no class file declares it.
            pub const fn is_injected(self) -> bool {
                match self { $(KnownField::$variant => known_fields!(@injected $kind),)* }
            }

            /// Whether every supported class library has the field.
            pub const fn is_required(self) -> bool {
                match self { $(KnownField::$variant => known_fields!(@required $kind),)* }
            }
        }
    };
    (@injected injected) => { true };
    (@injected $other:ident) => { false };
    (@required optional) => { false };
    (@required $other:ident) => { true };
}

known_fields! {
    // A class's index in the class table; 0 never names a class.
    ClassIndex Class injected "<class index>" "I";
    ClassLoaderOfClass Class required "classLoader" "Ljava/lang/ClassLoader;";
    ClassComponentType Class required "componentType" "Ljava/lang/Class;";
    ClassModule Class required "module" "Ljava/lang/Module;";
    ClassClassData Class required "classData" "Ljava/lang/Object;";
    ClassName Class required "name" "Ljava/lang/String;";
    ClassModifiers Class optional "modifiers" "C";
    ClassPrimitive Class optional "primitive" "Z";
    ClassProtectionDomain Class optional "protectionDomain" "Ljava/security/ProtectionDomain;";
    ClassSigners Class optional "signers" "[Ljava/lang/Object;";
    StringValue String required "value" "[B";
    StringCoder String required "coder" "B";
    StringHash String required "hash" "I";
    StringHashIsZero String required "hashIsZero" "Z";
    StringCompactStrings String required "COMPACT_STRINGS" "Z";
    ThreadEetop Thread required "eetop" "J";
    ThreadName Thread required "name" "Ljava/lang/String;";
    ThreadTid Thread required "tid" "J";
    ThreadPriority Thread optional "priority" "I";
    ThreadDaemon Thread optional "daemon" "Z";
    ThreadStatus Thread optional "threadStatus" "I";
    ThreadStillborn Thread optional "stillborn" "Z";
    ThreadGroupOf Thread optional "group" "Ljava/lang/ThreadGroup;";
    ThreadStackSize Thread optional "stackSize" "J";
    ThreadInterrupted Thread required "interrupted" "Z";
    ThreadContextClassLoader Thread required "contextClassLoader" "Ljava/lang/ClassLoader;";
    ThreadInheritedAcc Thread optional "inheritedAccessControlContext" "Ljava/security/AccessControlContext;";
    ThreadParkBlocker Thread required "parkBlocker" "Ljava/lang/Object;";
    ThreadHolder Thread optional "holder" "Ljava/lang/Thread$FieldHolder;";
    ThreadScopedValueBindings Thread optional "scopedValueBindings" "Ljava/lang/Object;";
    ThreadGroupParent ThreadGroup required "parent" "Ljava/lang/ThreadGroup;";
    HolderGroup ThreadFieldHolder optional "group" "Ljava/lang/ThreadGroup;";
    HolderPriority ThreadFieldHolder optional "priority" "I";
    HolderDaemon ThreadFieldHolder optional "daemon" "Z";
    HolderStatus ThreadFieldHolder optional "threadStatus" "I";
    HolderStackSize ThreadFieldHolder optional "stackSize" "J";
    // The VM's number of a loader, plus 1; 0 as long as the VM has not met it.
    LoaderId ClassLoader injected "<loader id>" "I";
    LoaderName ClassLoader required "name" "Ljava/lang/String;";
    LoaderNameAndId ClassLoader required "nameAndId" "Ljava/lang/String;";
    LoaderParent ClassLoader required "parent" "Ljava/lang/ClassLoader;";
    LoaderUnnamedModule ClassLoader required "unnamedModule" "Ljava/lang/Module;";
    LoaderParallelLockMap ClassLoader required "parallelLockMap" "Ljava/util/concurrent/ConcurrentHashMap;";
    // The VM's number of a module, plus 1.
    ModuleId Module injected "<module id>" "I";
    ModuleName Module required "name" "Ljava/lang/String;";
    ModuleLoader Module required "loader" "Ljava/lang/ClassLoader;";
    ThrowableBacktrace Throwable required "backtrace" "Ljava/lang/Object;";
    ThrowableDepth Throwable required "depth" "I";
    ThrowableMessage Throwable required "detailMessage" "Ljava/lang/String;";
    ThrowableCause Throwable required "cause" "Ljava/lang/Throwable;";
    ThrowableStackTrace Throwable required "stackTrace" "[Ljava/lang/StackTraceElement;";
    SteClass StackTraceElement required "declaringClassObject" "Ljava/lang/Class;";
    SteLoaderName StackTraceElement required "classLoaderName" "Ljava/lang/String;";
    SteModuleName StackTraceElement required "moduleName" "Ljava/lang/String;";
    SteModuleVersion StackTraceElement required "moduleVersion" "Ljava/lang/String;";
    SteDeclaringClass StackTraceElement required "declaringClass" "Ljava/lang/String;";
    SteMethodName StackTraceElement required "methodName" "Ljava/lang/String;";
    SteFileName StackTraceElement required "fileName" "Ljava/lang/String;";
    SteLineNumber StackTraceElement required "lineNumber" "I";
    ReferenceReferent Reference required "referent" "Ljava/lang/Object;";
    ReferenceDiscovered Reference required "discovered" "Ljava/lang/ref/Reference;";
    ReferenceNext Reference required "next" "Ljava/lang/ref/Reference;";
    ReferenceQueue Reference required "queue" "Ljava/lang/ref/ReferenceQueue;";
    SoftTimestamp SoftReference required "timestamp" "J";
    SoftClock SoftReference required "clock" "J";
    MethodClazz ReflectMethod required "clazz" "Ljava/lang/Class;";
    MethodSlot ReflectMethod required "slot" "I";
    MethodName ReflectMethod required "name" "Ljava/lang/String;";
    MethodReturnType ReflectMethod required "returnType" "Ljava/lang/Class;";
    MethodParameterTypes ReflectMethod required "parameterTypes" "[Ljava/lang/Class;";
    MethodExceptionTypes ReflectMethod required "exceptionTypes" "[Ljava/lang/Class;";
    MethodModifiers ReflectMethod required "modifiers" "I";
    MethodSignature ReflectMethod required "signature" "Ljava/lang/String;";
    MethodAnnotations ReflectMethod required "annotations" "[B";
    MethodParameterAnnotations ReflectMethod required "parameterAnnotations" "[B";
    MethodAnnotationDefault ReflectMethod required "annotationDefault" "[B";
    ConstructorClazz ReflectConstructor required "clazz" "Ljava/lang/Class;";
    ConstructorSlot ReflectConstructor required "slot" "I";
    ConstructorParameterTypes ReflectConstructor required "parameterTypes" "[Ljava/lang/Class;";
    ConstructorExceptionTypes ReflectConstructor required "exceptionTypes" "[Ljava/lang/Class;";
    ConstructorModifiers ReflectConstructor required "modifiers" "I";
    ConstructorSignature ReflectConstructor required "signature" "Ljava/lang/String;";
    ConstructorAnnotations ReflectConstructor required "annotations" "[B";
    ConstructorParameterAnnotations ReflectConstructor required "parameterAnnotations" "[B";
    FieldClazz ReflectField required "clazz" "Ljava/lang/Class;";
    FieldSlot ReflectField required "slot" "I";
    FieldName ReflectField required "name" "Ljava/lang/String;";
    FieldType ReflectField required "type" "Ljava/lang/Class;";
    FieldModifiers ReflectField required "modifiers" "I";
    FieldTrustedFinal ReflectField required "trustedFinal" "Z";
    FieldSignature ReflectField required "signature" "Ljava/lang/String;";
    FieldAnnotations ReflectField required "annotations" "[B";
    ParameterName ReflectParameter required "name" "Ljava/lang/String;";
    ParameterModifiers ReflectParameter required "modifiers" "I";
    ParameterExecutable ReflectParameter required "executable" "Ljava/lang/reflect/Executable;";
    ParameterIndex ReflectParameter required "index" "I";
    ComponentClazz RecordComponent required "clazz" "Ljava/lang/Class;";
    ComponentName RecordComponent required "name" "Ljava/lang/String;";
    ComponentType RecordComponent required "type" "Ljava/lang/Class;";
    ComponentSignature RecordComponent required "signature" "Ljava/lang/String;";
    ComponentAccessor RecordComponent required "accessor" "Ljava/lang/reflect/Method;";
    ComponentAnnotations RecordComponent required "annotations" "[B";
    ComponentTypeAnnotations RecordComponent required "typeAnnotations" "[B";
    MemberClazz MemberName required "clazz" "Ljava/lang/Class;";
    MemberNameField MemberName required "name" "Ljava/lang/String;";
    MemberType MemberName required "type" "Ljava/lang/Object;";
    MemberFlags MemberName required "flags" "I";
    MemberMethod MemberName required "method" "Ljava/lang/invoke/ResolvedMethodName;";
    // vtable or itable index of a method, offset of a field.
    MemberIndex MemberName injected "<index>" "J";
    // Class index in the upper, method slot in the lower half.
    ResolvedTarget ResolvedMethodName injected "<target>" "J";
    ResolvedHolder ResolvedMethodName optional "vmholder" "Ljava/lang/Class;";
    HandleForm MethodHandle required "form" "Ljava/lang/invoke/LambdaForm;";
    HandleType MethodHandle required "type" "Ljava/lang/invoke/MethodType;";
    FormEntry LambdaForm required "vmentry" "Ljava/lang/invoke/MemberName;";
    TypeReturn MethodType required "rtype" "Ljava/lang/Class;";
    TypeParameters MethodType required "ptypes" "[Ljava/lang/Class;";
    CallSiteTarget CallSite required "target" "Ljava/lang/invoke/MethodHandle;";
    AssertClasses AssertionStatusDirectives required "classes" "[Ljava/lang/String;";
    AssertClassEnabled AssertionStatusDirectives required "classEnabled" "[Z";
    AssertPackages AssertionStatusDirectives required "packages" "[Ljava/lang/String;";
    AssertPackageEnabled AssertionStatusDirectives required "packageEnabled" "[Z";
    AssertDefault AssertionStatusDirectives required "deflt" "Z";
    PoolOop ConstantPool required "constantPoolOop" "Ljava/lang/Object;";
    BufferAddress Buffer required "address" "J";
    BufferCapacity Buffer required "capacity" "I";
    BufferLimit Buffer required "limit" "I";
    BufferPosition Buffer required "position" "I";
    FdFd FileDescriptor required "fd" "I";
    FdHandle FileDescriptor required "handle" "J";
    FdAppend FileDescriptor required "append" "Z";
    FrameMember StackFrameInfo optional "memberName" "Ljava/lang/Object;";
    FrameBci StackFrameInfo required "bci" "I";
    SynchronizerOwner AbstractOwnableSynchronizer required "exclusiveOwnerThread" "Ljava/lang/Thread;";
    BooleanValue Boolean required "value" "Z";
    ByteValue Byte required "value" "B";
    CharacterValue Character required "value" "C";
    ShortValue Short required "value" "S";
    IntegerValue Integer required "value" "I";
    LongValue Long required "value" "J";
    FloatValue Float required "value" "F";
    DoubleValue Double required "value" "D";
}

macro_rules! known_methods {
    ($($variant:ident $class:ident $name:literal $descriptor:literal;)*) => {
        /// A method that the VM calls. Which version of the class library has
        /// it is the caller's knowledge; looking up a missing one is an error.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[expect(missing_docs, reason = "each is the Java method of the row")]
        #[repr(u16)]
        pub enum KnownMethod { $($variant,)* }

        impl KnownMethod {
            /// All of them.
            pub const ALL: &'static [KnownMethod] = &[$(KnownMethod::$variant,)*];

            /// Class, name, descriptor.
            pub const fn row(self) -> (KnownClass, &'static str, &'static str) {
                match self {
                    $(KnownMethod::$variant => (KnownClass::$class, $name, $descriptor),)*
                }
            }
        }
    };
}

known_methods! {
    InitPhase1 System "initPhase1" "()V";
    InitPhase2 System "initPhase2" "(ZZ)I";
    InitPhase3 System "initPhase3" "()V";
    GetSystemClassLoader ClassLoader "getSystemClassLoader" "()Ljava/lang/ClassLoader;";
    LoadClass ClassLoader "loadClass" "(Ljava/lang/String;)Ljava/lang/Class;";
    ThreadRun Thread "run" "()V";
    ThreadExit Thread "exit" "()V";
    ThreadInit Thread "<init>" "(Ljava/lang/ThreadGroup;Ljava/lang/String;)V";
    DispatchUncaught Thread "dispatchUncaughtException" "(Ljava/lang/Throwable;)V";
    ThreadGroupInitSystem ThreadGroup "<init>" "()V";
    ThreadGroupInit ThreadGroup "<init>" "(Ljava/lang/ThreadGroup;Ljava/lang/String;)V";
    ThreadGroupAdd ThreadGroup "add" "(Ljava/lang/Thread;)V";
    FinalizerRegister Finalizer "register" "(Ljava/lang/Object;)V";
    SignalDispatch Signal "dispatch" "(I)V";
    ShutdownShutdown Shutdown "shutdown" "()V";
    InitCause Throwable "initCause" "(Ljava/lang/Throwable;)Ljava/lang/Throwable;";
    LinkMethod MethodHandleNatives "linkMethod" "(Ljava/lang/Class;ILjava/lang/Class;Ljava/lang/String;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/invoke/MemberName;";
    LinkCallSite17 MethodHandleNatives "linkCallSite" "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/invoke/MemberName;";
    LinkCallSite25 MethodHandleNatives "linkCallSite" "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/invoke/MemberName;";
    LinkDynamicConstant17 MethodHandleNatives "linkDynamicConstant" "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    LinkDynamicConstant25 MethodHandleNatives "linkDynamicConstant" "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    LinkMethodHandleConstant MethodHandleNatives "linkMethodHandleConstant" "(Ljava/lang/Class;ILjava/lang/Class;Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/invoke/MethodHandle;";
    FindMethodHandleType MethodHandleNatives "findMethodHandleType" "(Ljava/lang/Class;[Ljava/lang/Class;)Ljava/lang/invoke/MethodType;";
    DoStackWalk AbstractStackWalker "doStackWalk" "(JIIII)Ljava/lang/Object;";
    FindNative17 ClassLoader "findNative" "(Ljava/lang/ClassLoader;Ljava/lang/String;)J";
    CheckAndLoadMain LauncherHelper "checkAndLoadMain" "(ZILjava/lang/String;)Ljava/lang/Class;";
}

/// What was found of the tables above, in one VM.
#[derive(Debug)]
pub struct KnownItems {
    classes: Box<[OnceLock<ClassRef>]>,
    offsets: Box<[OnceLock<u32>]>,
    methods: Box<[OnceLock<MethodRef>]>,
}

impl Default for KnownItems {
    fn default() -> KnownItems {
        KnownItems {
            classes: KnownClass::ALL.iter().map(|_| OnceLock::new()).collect(),
            offsets: KnownField::ALL.iter().map(|_| OnceLock::new()).collect(),
            methods: KnownMethod::ALL.iter().map(|_| OnceLock::new()).collect(),
        }
    }
}

impl KnownItems {
    /// A class that the boot sequence has loaded.
    ///
    /// # Panics
    ///
    /// If it has not: a bug of the VM.
    #[inline]
    pub fn class(&self, class: KnownClass) -> ClassRef {
        match self.classes[class as usize].get() {
            Some(class) => *class,
            None => panic!("{} is used before it is loaded", class.name()),
        }
    }

    /// The class if it has been loaded.
    pub fn try_class(&self, class: KnownClass) -> Option<ClassRef> {
        self.classes[class as usize].get().copied()
    }

    /// Records a class; later calls are ignored.
    pub fn set_class(&self, known: KnownClass, class: ClassRef) {
        let _ = self.classes[known as usize].set(class);
    }

    /// Offset of a field: from the header, or in the static area.
    ///
    /// # Panics
    ///
    /// If its class is not loaded or the class library has no such field: a bug
    /// of the VM.
    #[inline]
    pub fn offset(&self, field: KnownField) -> u32 {
        match self.offsets[field as usize].get() {
            Some(offset) => *offset,
            None => panic!("the offset of {:?} is not known", field.row()),
        }
    }

    /// Offset of a field that only some class libraries have.
    pub fn try_offset(&self, field: KnownField) -> Option<u32> {
        self.offsets[field as usize].get().copied()
    }

    /// Records a field's offset; later calls are ignored.
    pub fn set_offset(&self, field: KnownField, offset: u32) {
        let _ = self.offsets[field as usize].set(offset);
    }

    /// A method found before.
    pub fn try_method(&self, method: KnownMethod) -> Option<MethodRef> {
        self.methods[method as usize].get().copied()
    }

    /// Records a method; later calls are ignored.
    pub fn set_method(&self, known: KnownMethod, method: MethodRef) {
        let _ = self.methods[known as usize].set(method);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn injected_fields_are_those_of_the_layout() {
        let injected = KnownField::ALL.iter().filter(|field| field.is_injected());
        let rows = injected.map(|field| {
            let (class, name, descriptor) = field.row();
            (class.name(), name, descriptor)
        });
        let mut rows: Vec<_> = rows.collect();
        let mut expected = layout::INJECTED.to_vec();
        rows.sort();
        expected.sort();
        assert_eq!(rows, expected);
    }
}
