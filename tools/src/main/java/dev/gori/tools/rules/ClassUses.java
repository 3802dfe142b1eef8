package dev.gori.tools.rules;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;

/** Reads out of a compiled class what it uses of others. Runs on one thread. */
final class ClassUses {
  private final String user;
  private final String sourceFile;
  private final List<Use> uses = new ArrayList<>();
  private int line;

  private ClassUses(ClassModel model) {
    user = model.thisClass().asInternalName().replace('/', '.');
    String folder = user.substring(0, user.lastIndexOf('.') + 1).replace('.', '/');
    sourceFile =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> folder + attribute.sourceFile().stringValue())
            .orElse(user);
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry used) {
        uses.add(new Use(user, nameOf(used.asInternalName()), "", sourceFile));
      }
    }
    for (MethodModel method : model.methods()) {
      method.code().ifPresent(code -> code.forEach(this::read));
    }
  }

  /** What a class file uses, in order of the source. */
  static List<Use> of(byte[] classFile) {
    return new ClassUses(ClassFile.of().parse(classFile)).uses;
  }

  private void read(CodeElement element) {
    switch (element) {
      case LineNumber number -> line = number.line();
      case FieldInstruction field ->
          add(field.owner().asInternalName(), field.name().stringValue());
      case InvokeInstruction call ->
          add(call.owner().asInternalName(), call.name().stringValue() + call.type().stringValue());
      case InvokeDynamicInstruction call -> {
        // A method reference: the method is among the arguments that the call site is made with.
        for (ConstantDesc argument : call.bootstrapArgs()) {
          if (argument instanceof DirectMethodHandleDesc method) {
            String owner = method.owner().descriptorString();
            add(
                owner.substring(1, owner.length() - 1),
                method.methodName() + method.lookupDescriptor());
          }
        }
      }
      default -> {}
    }
  }

  private void add(String owner, String member) {
    uses.add(new Use(user, nameOf(owner), member, sourceFile + ':' + line));
  }

  /**
   * {@code [[Ljava/lang/String;} and {@code java/lang/String} are both {@code java.lang.String}.
   */
  private static String nameOf(String internalName) {
    String name = internalName;
    if (name.startsWith("[")) {
      name = name.replaceFirst("^\\[+L?", "").replaceFirst(";$", "");
    }
    return name.replace('/', '.');
  }
}
