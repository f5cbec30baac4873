// Writes class files with what those of the JDK do not have. Runs on JDK 17:
//   java --add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED Corpus.java DIRECTORY

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import jdk.internal.org.objectweb.asm.AnnotationVisitor;
import jdk.internal.org.objectweb.asm.Attribute;
import jdk.internal.org.objectweb.asm.ByteVector;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.ConstantDynamic;
import jdk.internal.org.objectweb.asm.Handle;
import jdk.internal.org.objectweb.asm.Label;
import jdk.internal.org.objectweb.asm.MethodVisitor;
import jdk.internal.org.objectweb.asm.ModuleVisitor;
import jdk.internal.org.objectweb.asm.Opcodes;
import jdk.internal.org.objectweb.asm.RecordComponentVisitor;
import jdk.internal.org.objectweb.asm.Type;
import jdk.internal.org.objectweb.asm.TypePath;
import jdk.internal.org.objectweb.asm.TypeReference;

public class Corpus implements Opcodes {
    static Path directory;
    static int count;

    static void write(String name, int version, int access, Consumer<ClassWriter> content) {
        ClassWriter w = new ClassWriter(0);
        w.visit(version, access, name, null, "java/lang/Object", null);
        content.accept(w);
        w.visitEnd();
        save(w);
    }

    static void save(ClassWriter w) {
        try {
            Files.write(directory.resolve("Made" + ++count + ".class"), w.toByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void method(ClassWriter w, int access, String name, String type, Consumer<MethodVisitor> body) {
        MethodVisitor m = w.visitMethod(access, name, type, null, null);
        if (body != null) {
            m.visitCode();
            body.accept(m);
            m.visitMaxs(9, 9);
        }
        m.visitEnd();
    }

    static final Handle BOOTSTRAP = new Handle(H_INVOKESTATIC, "p/Boot", "make",
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;", false);

    public static void main(String[] args) {
        directory = Path.of(args[0]);
        dynamic();
        oldVersions();
        names();
        sources();
        annotations();
        typeAnnotations();
        instructions();
        constants();
        structure();
        signatures();
        flags();
        frames();
        module();
    }

    static void dynamic() {
        write("p/Dynamic", V11, ACC_PUBLIC | ACC_SUPER, w -> method(w, ACC_STATIC, "m", "()V", m -> {
            ConstantDynamic inner = new ConstantDynamic("inner", "I", BOOTSTRAP, 1, "two\n", 3L);
            ConstantDynamic outer = new ConstantDynamic("outer", "Ljava/lang/Object;", BOOTSTRAP, inner,
                Type.getType("Lp/X;"), Type.getMethodType("(I)J"), 1.5f, -0.0d,
                new Handle(H_GETFIELD, "p/X", "f", "I"), new Handle(H_PUTSTATIC, "p/X", "f", "I"),
                new Handle(H_NEWINVOKESPECIAL, "p/X", "<init>", "()V"),
                new Handle(H_INVOKEINTERFACE, "p/I", "i", "()V", true));
            m.visitLdcInsn(outer);
            m.visitInsn(POP);
            m.visitLdcInsn(new ConstantDynamic("wide", "J", BOOTSTRAP));
            m.visitInsn(POP2);
            m.visitInvokeDynamicInsn("call site", "(Ljava/lang/String;)V", BOOTSTRAP, outer, "arg");
            m.visitInsn(RETURN);
        }));
    }

    static void oldVersions() {
        int[] versions = {V1_1, V1_2, V1_3, V1_4, V1_5, V1_6, V1_7, V1_8, V9, V10, 60, 61, 45, 3 << 16 | 44, 1, 70, 99};
        for (int version : versions) {
            write("old/V" + version, version, ACC_PUBLIC | ACC_SUPER, w -> {
                method(w, ACC_STATIC | ACC_STRICT, "sub", "()V", m -> {
                    Label sub = new Label();
                    Label end = new Label();
                    m.visitJumpInsn(JSR, sub);
                    m.visitJumpInsn(GOTO, end);
                    m.visitLabel(sub);
                    m.visitVarInsn(ASTORE, 300);
                    m.visitVarInsn(RET, 300);
                    m.visitLabel(end);
                    m.visitVarInsn(RET, 1);
                    m.visitInsn(RETURN);
                });
                w.visitField(ACC_STATIC | ACC_FINAL | ACC_SYNTHETIC | ACC_DEPRECATED, "f", "I", null, 7).visitEnd();
            });
            write("old/I" + version, version, ACC_INTERFACE | ACC_ABSTRACT, w -> {
                method(w, ACC_PUBLIC, "m", "()V", m -> m.visitInsn(RETURN));
                method(w, ACC_PRIVATE, "p", "()V", m -> m.visitInsn(RETURN));
                method(w, ACC_STATIC, "<clinit>", "()V", m -> m.visitInsn(RETURN));
            });
        }
    }

    static void names() {
        String[] names = {"a-b", "1a", "a b", "a'b", "a\"b", "a\\b", "tab\tname", "line\nname", "cr\rname",
            "\u0000nul", "\u0001\u007f\u0085\u200b\u00ad", "\u00e9t\u00e9", "\ud835\udcb3", "\ud800lone", "x\udc00",
            "\u2028", "\ufffe", "null", "class", "", "a;b", "[I", "<init", "\u0660x", "x\u0660", "\u203f", "\u20ac"};
        for (String name : names) {
            write("n/" + name, V17, ACC_PUBLIC, w -> {
                w.visitSource(name + ".java", null);
                w.visitField(0, name, "Ln/" + name + ";", null, null).visitEnd();
                w.visitField(ACC_STATIC | ACC_FINAL, "s", "Ljava/lang/String;", null, name).visitEnd();
                w.visitNestHost(name);
                w.visitOuterClass("o/" + name, name, "()V");
                w.visitInnerClass("n/" + name, name, name, ACC_STATIC);
                method(w, ACC_STATIC, name, "(Ln/" + name + ";)[Ln/" + name + ";", m -> {
                    Label start = new Label();
                    m.visitLabel(start);
                    m.visitFieldInsn(GETSTATIC, name, name, "I");
                    m.visitMethodInsn(INVOKESTATIC, "n/" + name, name, "()V", false);
                    m.visitLdcInsn(name);
                    m.visitTypeInsn(NEW, name);
                    Label end = new Label();
                    m.visitLabel(end);
                    m.visitLocalVariable(name, "Ln/" + name + ";", "TT" + name + ";", start, end, 1);
                    m.visitParameter(name, ACC_FINAL);
                });
            });
        }
    }

    static void sources() {
        String[] extensions = {"", "one", "SMAP\nA.java\nKotlin\n*S Kotlin\n*E\n", "\r\nx\r\r\ny\n\nz", "\n", "  lead\ttab  \n",
            "\u00e9\ud835\udcb3"};
        for (String extension : extensions) {
            write("s/S", V17, ACC_PUBLIC, w -> w.visitSource("S \"q\".java", extension));
        }
        for (int length : new int[] {0, 1, 15, 16, 17, 32, 33, 100}) {
            write("s/U" + length, V17, ACC_PUBLIC, w -> {
                w.visitAttribute(new Raw("Un known\n", length));
                w.visitAttribute(new Raw("Unknown" + length, length));
                method(w, ACC_STATIC, "m", "()V", m -> m.visitAttribute(new Raw("InMethod", length)));
            });
        }
    }

    static class Raw extends Attribute {
        final int length;

        Raw(String name, int length) {
            super(name);
            this.length = length;
        }

        @Override
        protected ByteVector write(ClassWriter w, byte[] code, int codeLength, int maxStack, int maxLocals) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 37);
            }
            return new ByteVector().putByteArray(bytes, 0, length);
        }
    }

    static void values(AnnotationVisitor a, int depth) {
        a.visit("bool", true);
        a.visit("byte", (byte) -1);
        a.visit("char", '\n');
        a.visit("short", (short) -2);
        a.visit("int", 3);
        a.visit("long", 4L);
        a.visit("float", 5.5f);
        a.visit("double", 1e300);
        a.visit("string", "quote \" tab \t");
        a.visit("class", Type.getType("[[Lp/X;"));
        a.visit("void", Type.VOID_TYPE);
        a.visitEnum("enum", "Lp/E;", "CONSTANT");
        a.visit("ints", new int[] {1, 2});
        a.visit("none", new long[0]);
        if (depth > 0) {
            values(a.visitAnnotation("nested", "Lp/A;"), depth - 1);
            AnnotationVisitor array = a.visitArray("array");
            values(array.visitAnnotation(null, "Lp/B;"), 0);
            array.visitAnnotation(null, "Lp/C$D;").visitEnd();
            array.visitEnd();
        }
        a.visitEnd();
    }

    static void annotations() {
        for (boolean visible : new boolean[] {true, false}) {
            write("a/Annotated", V17, ACC_PUBLIC | ACC_ANNOTATION | ACC_INTERFACE | ACC_ABSTRACT, w -> {
                values(w.visitAnnotation("La/Visible;", visible), 2);
                w.visitAnnotation("La/Empty;", visible).visitEnd();
                MethodVisitor m = w.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "m", "(IJLjava/lang/String;)V", null, null);
                m.visitParameter(null, 0);
                m.visitParameter("second", ACC_FINAL | ACC_SYNTHETIC | ACC_MANDATED);
                m.visitParameter("a_name_that_is_longer_than_thirty_one_columns", ACC_MANDATED);
                m.visitAnnotableParameterCount(2, visible);
                values(m.visitParameterAnnotation(0, "Lp/P;", visible), 0);
                m.visitParameterAnnotation(1, "Lp/Q;", visible).visitEnd();
                m.visitParameterAnnotation(1, "Lp/R;", visible).visitEnd();
                m.visitEnd();
                MethodVisitor d = w.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "d", "()[I", null, null);
                AnnotationVisitor value = d.visitAnnotationDefault();
                value.visit(null, new int[] {1, 2, 3});
                value.visitEnd();
                d.visitEnd();
                MethodVisitor n = w.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "n", "()Lp/A;", null, null);
                AnnotationVisitor nested = n.visitAnnotationDefault();
                values(nested.visitAnnotation(null, "Lp/A;"), 0);
                nested.visitEnd();
                n.visitEnd();
            });
        }
    }

    static void typeAnnotations() {
        TypePath path = TypePath.fromString("[.*0;1;");
        write("t/Types", V17, ACC_PUBLIC | ACC_SUPER, w -> {
            int[] onClass = {
                TypeReference.newTypeParameterReference(TypeReference.CLASS_TYPE_PARAMETER, 1).getValue(),
                TypeReference.newSuperTypeReference(-1).getValue(),
                TypeReference.newSuperTypeReference(2).getValue(),
                TypeReference.newTypeParameterBoundReference(TypeReference.CLASS_TYPE_PARAMETER_BOUND, 1, 2).getValue()};
            for (int reference : onClass) {
                values(w.visitTypeAnnotation(reference, path, "Lp/T;", true), 0);
                w.visitTypeAnnotation(reference, null, "Lp/U;", false).visitEnd();
            }
            var field = w.visitField(0, "f", "I", null, null);
            field.visitTypeAnnotation(TypeReference.newTypeReference(TypeReference.FIELD).getValue(), path, "Lp/T;", true).visitEnd();
            field.visitEnd();
            MethodVisitor m = w.visitMethod(ACC_STATIC, "m", "(I)V", null, null);
            int[] onMethod = {
                TypeReference.newTypeParameterReference(TypeReference.METHOD_TYPE_PARAMETER, 0).getValue(),
                TypeReference.newTypeParameterBoundReference(TypeReference.METHOD_TYPE_PARAMETER_BOUND, 0, 1).getValue(),
                TypeReference.newTypeReference(TypeReference.METHOD_RETURN).getValue(),
                TypeReference.newTypeReference(TypeReference.METHOD_RECEIVER).getValue(),
                TypeReference.newFormalParameterReference(1).getValue(),
                TypeReference.newExceptionReference(3).getValue()};
            for (int reference : onMethod) {
                m.visitTypeAnnotation(reference, path, "Lp/T;", true).visitEnd();
                m.visitTypeAnnotation(reference, null, "Lp/T;", false).visitEnd();
            }
            m.visitCode();
            Label[] labels = {new Label(), new Label(), new Label(), new Label()};
            m.visitTryCatchBlock(labels[0], labels[1], labels[2], "p/Problem");
            m.visitTryCatchAnnotation(TypeReference.newTryCatchReference(0).getValue(), path, "Lp/T;", true).visitEnd();
            m.visitLabel(labels[0]);
            int[] sorts = {TypeReference.INSTANCEOF, TypeReference.NEW, TypeReference.CONSTRUCTOR_REFERENCE,
                TypeReference.METHOD_REFERENCE};
            for (int sort : sorts) {
                m.visitTypeInsn(NEW, "p/X");
                m.visitInsnAnnotation(TypeReference.newTypeReference(sort).getValue(), path, "Lp/T;", true).visitEnd();
            }
            int[] arguments = {TypeReference.CAST, TypeReference.CONSTRUCTOR_INVOCATION_TYPE_ARGUMENT,
                TypeReference.METHOD_INVOCATION_TYPE_ARGUMENT, TypeReference.CONSTRUCTOR_REFERENCE_TYPE_ARGUMENT,
                TypeReference.METHOD_REFERENCE_TYPE_ARGUMENT};
            for (int sort : arguments) {
                m.visitTypeInsn(CHECKCAST, "p/X");
                m.visitInsnAnnotation(TypeReference.newTypeArgumentReference(sort, 2).getValue(), null, "Lp/T;", false).visitEnd();
            }
            m.visitLabel(labels[1]);
            m.visitInsn(RETURN);
            m.visitLabel(labels[2]);
            m.visitInsn(ATHROW);
            m.visitLabel(labels[3]);
            for (int sort : new int[] {TypeReference.LOCAL_VARIABLE, TypeReference.RESOURCE_VARIABLE}) {
                m.visitLocalVariableAnnotation(TypeReference.newTypeReference(sort).getValue(), path,
                    new Label[] {labels[0], labels[2]}, new Label[] {labels[1], labels[3]}, new int[] {1, 2}, "Lp/T;", true).visitEnd();
            }
            m.visitMaxs(4, 4);
            m.visitEnd();
        });
    }

    static void instructions() {
        write("i/Instructions", V17, ACC_PUBLIC | ACC_SUPER, w -> method(w, ACC_STATIC, "all", "()V", m -> {
            for (int opcode = NOP; opcode <= DCONST_1; opcode++) {
                m.visitInsn(opcode);
            }
            for (int opcode = IALOAD; opcode <= SALOAD; opcode++) {
                m.visitInsn(opcode);
            }
            for (int opcode = IASTORE; opcode <= LXOR; opcode++) {
                m.visitInsn(opcode);
            }
            for (int opcode = I2L; opcode <= DCMPG; opcode++) {
                m.visitInsn(opcode);
            }
            for (int opcode = IRETURN; opcode <= RETURN; opcode++) {
                m.visitInsn(opcode);
            }
            for (int local : new int[] {0, 1, 2, 3, 4, 255, 256, 65535}) {
                for (int opcode = ILOAD; opcode <= ALOAD; opcode++) {
                    m.visitVarInsn(opcode, local);
                }
                for (int opcode = ISTORE; opcode <= ASTORE; opcode++) {
                    m.visitVarInsn(opcode, local);
                }
                m.visitVarInsn(RET, local);
                m.visitIincInsn(local, 1);
                m.visitIincInsn(local, -129);
            }
            for (int type = T_BOOLEAN; type <= T_LONG; type++) {
                m.visitIntInsn(NEWARRAY, type);
            }
            m.visitIntInsn(BIPUSH, -128);
            m.visitIntInsn(SIPUSH, -32768);
            m.visitMultiANewArrayInsn("[[[I", 3);
            m.visitTypeInsn(ANEWARRAY, "[Lp/X;");
            m.visitTypeInsn(INSTANCEOF, "[I");
            m.visitMethodInsn(INVOKEINTERFACE, "p/I", "m", "(JJ)V", true);
            m.visitMethodInsn(INVOKESTATIC, "p/I", "s", "()V", true);
            m.visitMethodInsn(INVOKEVIRTUAL, "[I", "clone", "()Ljava/lang/Object;", false);
            m.visitMethodInsn(INVOKESPECIAL, "i/Instructions", "own", "()V", false);
            m.visitFieldInsn(PUTFIELD, "i/Instructions", "own", "I");
            m.visitInsn(MONITORENTER);
            m.visitInsn(MONITOREXIT);
            m.visitInsn(ARRAYLENGTH);
            m.visitInsn(ATHROW);
            Label here = new Label();
            m.visitLabel(here);
            for (int opcode = IFEQ; opcode <= JSR; opcode++) {
                m.visitJumpInsn(opcode, here);
            }
            m.visitJumpInsn(IFNULL, here);
            m.visitJumpInsn(IFNONNULL, here);
            m.visitTableSwitchInsn(-2, 1, here, here, here, here, here);
            m.visitInsn(NOP);
            m.visitTableSwitchInsn(Integer.MAX_VALUE, Integer.MAX_VALUE, here, here);
            m.visitLookupSwitchInsn(here, new int[0], new Label[0]);
            m.visitLookupSwitchInsn(here, new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE}, new Label[] {here, here, here});
        }));
    }

    static void constants() {
        Object[] values = {0, -1, Integer.MIN_VALUE, 0L, Long.MIN_VALUE, 0f, -0f, 1e10f, 1.4e-45f, Float.NaN,
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 16777216f, 1.17549435E-38f, 0d, -0d, 1e7, 9999999d, 1e-3, 9e-4,
            4.9e-324, 2.2250738585072014E-308, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 2e23, 8.41e21,
            "", "a\\b\"c'd", "\u00e9\ud835\udcb3\ud800", "\b\f\n\r\t\u0000\u001f\u007f\u0080\u009f\u00a0"};
        write("c/Constants", V17, ACC_PUBLIC, w -> {
            for (int i = 0; i < values.length; i++) {
                String type = Type.getDescriptor(values[i].getClass());
                type = switch (type) {
                    case "Ljava/lang/Integer;" -> "I";
                    case "Ljava/lang/Long;" -> "J";
                    case "Ljava/lang/Float;" -> "F";
                    case "Ljava/lang/Double;" -> "D";
                    default -> type;
                };
                w.visitField(ACC_PUBLIC | ACC_STATIC | ACC_FINAL, "f" + i, type, null, values[i]).visitEnd();
            }
            int[] characters = {0, 8, 9, 10, 12, 13, 31, 32, '"', '\'', '\\', 126, 127, 255, 0x20ac, 0xd800, 65535};
            for (int c : characters) {
                w.visitField(ACC_PUBLIC | ACC_STATIC | ACC_FINAL, "c" + c, "C", null, c).visitEnd();
            }
            for (String type : new String[] {"Z", "B", "S"}) {
                for (int value : new int[] {0, 1, 2, -1}) {
                    w.visitField(ACC_PUBLIC | ACC_STATIC | ACC_FINAL, type + value, type, null, value).visitEnd();
                }
            }
            method(w, ACC_STATIC, "m", "()V", m -> {
                for (Object value : values) {
                    m.visitLdcInsn(value);
                }
                m.visitLdcInsn(Type.getType("[I"));
                m.visitLdcInsn(Type.getMethodType("([ILp/X;)V"));
                m.visitLdcInsn(BOOTSTRAP);
            });
        });
    }

    static void structure() {
        write("r/Point", V17, ACC_FINAL | ACC_SUPER | ACC_RECORD, w -> {
            RecordComponentVisitor x = w.visitRecordComponent("x", "I", null);
            x.visitAnnotation("Lp/A;", true).visitEnd();
            x.visitTypeAnnotation(TypeReference.newTypeReference(TypeReference.FIELD).getValue(), null, "Lp/T;", true).visitEnd();
            x.visitEnd();
            w.visitRecordComponent("list", "Ljava/util/List;", "Ljava/util/List<-TT;>;").visitEnd();
            w.visitNestMember("r/Point$In");
            for (int flag = 1; flag < 0x10000; flag <<= 1) {
                w.visitInnerClass("r/Point$In" + flag, "r/Point", "In" + flag, flag);
            }
            w.visitInnerClass("r/Point$1", null, null, 0);
            w.visitOuterClass("r/Outer", null, null);
            w.visitAttribute(new Raw("Deprecated", 0));
        });
        ClassWriter w = new ClassWriter(0);
        w.visit(V17, ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT, "r/Many", null, "java/lang/Object",
            new String[] {"r/A", "r/B", "java/lang/Cloneable"});
        w.visitMethod(ACC_PUBLIC | ACC_ABSTRACT | ACC_VARARGS, "v", "([I[[Ljava/lang/String;)V", null,
            new String[] {"p/E1", "p/E-2"}).visitEnd();
        w.visitMethod(ACC_PUBLIC | ACC_ABSTRACT | ACC_VARARGS, "none", "()V", null, null).visitEnd();
        w.visitMethod(ACC_PUBLIC | ACC_ABSTRACT | ACC_VARARGS, "odd", "([II)V", null, null).visitEnd();
        w.visitEnd();
        save(w);
    }

    static void signatures() {
        String[] ofClass = {"<T:Ljava/lang/Object;>Ljava/lang/Object;", "<T::Ljava/lang/Runnable;U:TT;>Lp/S<TT;>;Lp/I<[I*+TT;-Lp/X;>;",
            "Lp/Outer<TA;>.Inner<TB;>.Deep;", "<A:Ljava/lang/Number;:Lp/I;:Lp/J;>Ljava/lang/Object;Lp/I;"};
        String[] ofMethod = {"<T:Ljava/lang/Object;>(TT;[TT;)TT;", "(Ljava/util/Map<Ljava/lang/String;[[I>;)Ljava/util/List<*>;",
            "<X:Ljava/lang/Throwable;>()V^TX;^Lp/E<TX;>;", "(I)V"};
        String[] ofField = {"TT;", "[TT;", "Ljava/util/Map<+TK;-TV;>;", "Lp/O<TT;>.I;", "I"};
        for (String signature : ofClass) {
            for (int access : new int[] {ACC_PUBLIC, ACC_INTERFACE | ACC_ABSTRACT}) {
                ClassWriter w = new ClassWriter(0);
                w.visit(V17, access, "g/Generic", signature, "java/lang/Object", new String[] {"p/I"});
                for (String s : ofField) {
                    w.visitField(0, "f", "Ljava/lang/Object;", s, null).visitEnd();
                }
                for (String s : ofMethod) {
                    w.visitMethod(ACC_ABSTRACT | ACC_VARARGS, "m", "(I)V", s, new String[] {"p/E"}).visitEnd();
                    w.visitMethod(ACC_ABSTRACT, "<init>", "(I)V", s, null).visitEnd();
                }
                w.visitEnd();
                save(w);
            }
        }
    }

    static void flags() {
        for (int version : new int[] {V1_4, V1_8, V16, V17}) {
            write("f/Flags", version, ACC_PUBLIC, w -> {
                for (int flag = 0; flag < 16; flag++) {
                    w.visitField(1 << flag, "f" + flag, "I", null, null).visitEnd();
                    w.visitMethod(1 << flag, "m" + flag, "()V", null, null).visitEnd();
                }
                w.visitField(0xffff, "all", "I", null, null).visitEnd();
                w.visitMethod(0xffff, "all", "([I)V", null, null).visitEnd();
            });
        }
        for (int flag = 0; flag < 16; flag++) {
            write("f/Class" + flag, V17, 1 << flag, w -> { });
        }
        write("f/All", V17, 0x7fff, w -> { });
    }

    static void frames() {
        write("m/Frames", V17, ACC_PUBLIC, w -> method(w, 0, "m", "(IJ)V", m -> {
            Label made = new Label();
            m.visitLabel(made);
            m.visitTypeInsn(NEW, "p/X");
            m.visitFrame(F_SAME, 0, null, 0, null);
            m.visitInsn(NOP);
            m.visitFrame(F_SAME1, 0, null, 1, new Object[] {"[[I"});
            m.visitInsn(NOP);
            m.visitFrame(F_APPEND, 3, new Object[] {TOP, INTEGER, made}, 0, null);
            for (int i = 0; i < 100; i++) {
                m.visitInsn(NOP);
            }
            m.visitFrame(F_CHOP, 2, null, 0, null);
            for (int i = 0; i < 100; i++) {
                m.visitInsn(NOP);
            }
            m.visitFrame(F_SAME1, 0, null, 1, new Object[] {made});
            for (int i = 0; i < 100; i++) {
                m.visitInsn(NOP);
            }
            m.visitFrame(F_SAME, 0, null, 0, null);
            m.visitInsn(NOP);
            m.visitFrame(F_FULL, 7, new Object[] {UNINITIALIZED_THIS, FLOAT, LONG, DOUBLE, NULL, "m/Frames", made}, 2,
                new Object[] {made, "p/X"});
            m.visitInsn(NOP);
            m.visitFrame(F_FULL, 0, new Object[0], 0, new Object[0]);
            m.visitInsn(RETURN);
            Label end = new Label();
            m.visitLabel(end);
            m.visitLineNumber(65535, made);
            m.visitLineNumber(1, end);
            m.visitLocalVariable("this", "Lm/Frames;", null, made, end, 0);
            m.visitLocalVariable("a_long_name", "Ljava/util/List;", "Ljava/util/List<TT;>;", made, end, 65535);
            m.visitTryCatchBlock(made, end, end, null);
            m.visitTryCatchBlock(made, end, made, "p/Problem");
        }));
    }

    static void module() {
        ClassWriter w = new ClassWriter(0);
        w.visit(V17, ACC_MODULE, "module-info", null, null, null);
        ModuleVisitor m = w.visitModule("m.odd-name", ACC_OPEN | ACC_SYNTHETIC | ACC_MANDATED, "1.2-x");
        m.visitMainClass("p/Main");
        m.visitPackage("p");
        m.visitPackage("p/q");
        m.visitRequire("java.base", ACC_MANDATED, "17");
        m.visitRequire("m.other", ACC_TRANSITIVE | ACC_STATIC_PHASE | ACC_SYNTHETIC, null);
        m.visitExport("p", 0);
        m.visitExport("p/q", ACC_SYNTHETIC | ACC_MANDATED, "a.b", "c");
        m.visitOpen("p", 0, "a.b");
        m.visitOpen("p/q", ACC_MANDATED);
        m.visitUse("p/Service");
        m.visitUse("p/Outer$Service");
        m.visitProvide("p/Service", "p/Impl", "p/Other$Impl");
        m.visitEnd();
        w.visitEnd();
        save(w);
    }
}
