import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;

/**
 * Fills a form in JavaRosa as the lines of standard input say, and tells what the form then holds.
 *
 * <p>java FormDriver form.xml [folder of CSV files]; the first line of the answer tells how long
 * loading took. Each line of input is answered by one line {"us": microseconds} or {"error": text};
 * "dump" and "choices" are answered by their lines and a line {"end": number of lines}.
 */
public final class FormDriver {
    private final FormDef form;
    private final PrintStream out;
    private FormEntryModel model;

    private FormDriver(FormDef form, PrintStream out) {
        this.form = form;
        this.out = out;
    }

    /** Loads the form, then does what the lines say until they end. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        // What JavaRosa prints of its own is no part of the answers.
        System.setOut(System.err);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new NoProperties());
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : ".");
        ReferenceManager.instance().addReferenceFactory(new FilesOf(folder));
        byte[] xml = Files.readAllBytes(Path.of(arguments[0]));
        long start = System.nanoTime();
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
        form.initialize(true, new InstanceInitializationFactory());
        FormDriver driver = new FormDriver(form, out);
        driver.model = new FormEntryModel(form);
        driver.makeCountedRepeats();
        out.println("{\"us\": " + (System.nanoTime() - start) / 1000 + "}");
        out.flush();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            driver.answer(line.split("\t", -1));
            if (!lines.ready()) {
                out.flush();
            }
        }
        out.flush();
    }

    private void answer(String[] words) {
        try {
            switch (words[0]) {
                case "dump":
                    out.println("{\"end\": " + dump(form.getMainInstance().getRoot()) + "}");
                    return;
                case "choices":
                    out.println("{\"end\": " + choices(words[1]) + "}");
                    return;
                default:
                    long start = System.nanoTime();
                    change(words);
                    out.println("{\"us\": " + (System.nanoTime() - start) / 1000 + "}");
            }
        } catch (Exception error) {
            out.println("{\"error\": " + quoted(String.valueOf(error)) + "}");
        }
    }

    private void change(String[] words) throws Exception {
        TreeReference place = reference(words[1]);
        switch (words[0]) {
            case "set":
                set(place, words[2].replace("\\n", "\n"));
                break;
            case "add":
                place.setMultiplicity(place.size() - 1, instances(place));
                form.createNewRepeat(index(place));
                break;
            case "remove":
                form.deleteRepeat(index(place));
                break;
            default:
                throw new IllegalArgumentException("no such operation: " + words[0]);
        }
        makeCountedRepeats();
    }

    private void set(TreeReference place, String value) {
        TreeElement node = form.getMainInstance().resolveReference(place);
        if (node == null) {
            throw new IllegalArgumentException("no such place: " + place);
        }
        IAnswerData data =
                value.isEmpty()
                        ? null
                        : XFormAnswerDataParser.getAnswerData(
                                value,
                                node.getDataType(),
                                FormDef.findQuestionByRef(place.genericize(), form));
        form.setValue(data, place, true);
    }

    private int instances(TreeReference place) {
        TreeElement parent = form.getMainInstance().resolveReference(place.getParentRef());
        return parent.getChildMultiplicity(place.getNameLast());
    }

    /**
     * JavaRosa makes the repeats of jr:count only where somebody walks by, and leaves those that
     * are then too many to whoever shows the form.
     */
    private void makeCountedRepeats() {
        if (!hasCount(form)) {
            return;
        }
        FormIndex index = FormIndex.createBeginningOfFormIndex();
        model.setQuestionIndex(index);
        while (!index.isEndOfFormIndex()) {
            index = model.incrementIndex(index);
            if (index.isInForm() && isBeyondCount(index)) {
                form.deleteRepeat(index);
                index = FormIndex.createBeginningOfFormIndex();
            }
            model.setQuestionIndex(index);
        }
    }

    private boolean isBeyondCount(FormIndex index) {
        IFormElement element = form.getChild(index);
        if (!isRepeat(element) || ((GroupDef) element).getCountReference() == null) {
            return false;
        }
        TreeReference place = index.getReference();
        TreeElement count =
                form.getMainInstance()
                        .resolveReference(((GroupDef) element).getConextualizedCountReference(place));
        if (count == null || count.getValue() == null) {
            return false;
        }
        double wanted = Double.parseDouble(count.getValue().uncast().getString());
        return place.getMultLast() >= wanted && form.getMainInstance().resolveReference(place) != null;
    }

    private static boolean hasCount(IFormElement element) {
        if (element instanceof GroupDef && ((GroupDef) element).getCountReference() != null) {
            return true;
        }
        for (IFormElement child : children(element)) {
            if (hasCount(child)) {
                return true;
            }
        }
        return false;
    }

    private static List<IFormElement> children(IFormElement element) {
        List<IFormElement> children = element.getChildren();
        return children == null ? List.of() : children;
    }

    /** Returns "/data/g/r[2]/q" with the multiplicities that JavaRosa counts from nought. */
    private static TreeReference reference(String path) {
        TreeReference reference = TreeReference.rootRef();
        for (String step : path.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            int place = bracket < 0 ? 0 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1)) - 1;
            reference.add(name, place);
        }
        return reference;
    }

    private FormIndex index(TreeReference place) {
        List<IFormElement> elements = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        if (!find(form, place.genericize(), elements, indexes)) {
            throw new IllegalArgumentException("no control for " + place);
        }
        List<Integer> multiplicities = new ArrayList<>();
        for (IFormElement element : elements) {
            multiplicities.add(isRepeat(element) ? place.getMultiplicity(depth(element)) : 0);
        }
        return form.buildIndex(indexes, multiplicities, elements);
    }

    private static int depth(IFormElement element) {
        return ((TreeReference) element.getBind().getReference()).size() - 1;
    }

    private static boolean isRepeat(IFormElement element) {
        return element instanceof GroupDef && ((GroupDef) element).getRepeat();
    }

    /** Finds the repeat or question of this name, and the way to it. */
    private static boolean find(
            IFormElement at, TreeReference wanted, List<IFormElement> way, List<Integer> indexes) {
        int place = 0;
        for (IFormElement child : children(at)) {
            way.add(child);
            indexes.add(place++);
            boolean asked = isRepeat(child) || !(child instanceof GroupDef);
            if (asked && child.getBind().getReference().equals(wanted)
                    || find(child, wanted, way, indexes)) {
                return true;
            }
            way.remove(way.size() - 1);
            indexes.remove(indexes.size() - 1);
        }
        return false;
    }

    private int dump(TreeElement node) {
        int count = 0;
        for (int at = 0; at < node.getNumChildren(); at++) {
            TreeElement child = node.getChildAt(at);
            if (child.getMult() == TreeReference.INDEX_TEMPLATE) {
                continue;
            }
            if (child.isChildable() && child.getNumChildren() > 0) {
                count += dump(child);
            } else if (!child.isRepeatable()) {
                out.println(state(child));
                count++;
            }
        }
        return count;
    }

    private String state(TreeElement leaf) {
        IAnswerData value = leaf.getValue();
        boolean holds = value == null || form.evaluateConstraint(leaf.getRef(), value);
        return "{\"path\": " + quoted(path(leaf))
                + ", \"value\": " + quoted(value == null ? "" : value.uncast().getString())
                + ", \"relevant\": " + leaf.isRelevant()
                + ", \"required\": " + leaf.isRequired()
                + ", \"valid\": " + holds + "}";
    }

    private static String path(TreeElement leaf) {
        StringBuilder path = new StringBuilder();
        for (TreeElement at = leaf; at != null && at.getName() != null; ) {
            path.insert(0, "/" + at.getName() + (at.isRepeatable() ? "[" + (at.getMult() + 1) + "]" : ""));
            at = (TreeElement) at.getParent();
        }
        return path.toString();
    }

    private int choices(String path) {
        FormEntryPrompt prompt = new FormEntryPrompt(form, index(reference(path)));
        List<SelectChoice> choices = prompt.getSelectChoices();
        for (SelectChoice choice : choices) {
            out.println("{\"value\": " + quoted(choice.getValue())
                    + ", \"label\": " + quoted(prompt.getSelectChoiceText(choice)) + "}");
        }
        return choices.size();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char letter : String.valueOf(text).toCharArray()) {
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter < ' ') {
                json.append(String.format("\\u%04x", (int) letter));
            } else {
                json.append(letter);
            }
        }
        return json.append('"').toString();
    }

    /** Has none of the properties that forms ask for: user name, number of the device. */
    private static final class NoProperties implements IPropertyManager {
        @Override
        public List<String> getProperty(String name) {
            return List.of();
        }

        @Override
        public void setProperty(String name, String value) {}

        @Override
        public void setProperty(String name, List<String> value) {}

        @Override
        public String getSingularProperty(String name) {
            return null;
        }

        @Override
        public void addRules(IPropertyRules rules) {}

        @Override
        public List<IPropertyRules> getRules() {
            return List.of();
        }
    }

    /** Finds jr://file-csv/name in a folder. */
    private static final class FilesOf extends PrefixedRootFactory {
        private final Path folder;

        FilesOf(Path folder) {
            super(new String[] {"file-csv", "file"});
            this.folder = folder;
        }

        @Override
        protected Reference factory(String terminal, String uri) {
            return new FileOf(folder.resolve(terminal.replaceFirst("^/", "")), uri);
        }
    }

    /** One file that is only read. */
    private static final class FileOf implements Reference {
        private final Path file;
        private final String uri;

        FileOf(Path file, String uri) {
            this.file = file;
            this.uri = uri;
        }

        @Override
        public boolean doesBinaryExist() {
            return Files.exists(file);
        }

        @Override
        public InputStream getStream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public String getURI() {
            return uri;
        }

        @Override
        public String getLocalURI() {
            return file.toString();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("only read: " + file);
        }

        @Override
        public void remove() throws IOException {
            throw new IOException("only read: " + file);
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
