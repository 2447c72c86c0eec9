package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.simulator.mqtt.MqttConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's examiner, and students from outside. */
@ExtendWith(SharedDemo.class)
class ExamTest {
    private static final Map<String, String> ANSWERS = Map.of(
            "CMD1", "Apple", "CMD2", "Cat", "CMD3", "Dog", "CMD4", "Rat", "CMD5", "Boy", "CMD6", "Girl", "CMD7", "Toy");

    @Test
    void twentyStudentsWhoLookAtFixedMomentsPassAtOnce(RunningDemo demo) throws Exception {
        PythonScripts scripts = new PythonScripts();
        scripts.start("exam/batch.py", PythonScripts.local(demo, "--students", "20", "--id", "2547"));
        assertTrue(scripts.awaitAll().contains("20 of 20 passed"));
    }

    @Test
    @Tag("long")
    void aHundredStudentsPassAtOnce(RunningDemo demo) throws Exception {
        PythonScripts scripts = new PythonScripts();
        scripts.start("exam/batch.py", PythonScripts.local(demo, "--students", "100", "--id", "88", "--silence", "10"));
        assertTrue(scripts.awaitAll().contains("100 of 100 passed"));
    }

    @Test
    void eventDrivenStudentsPassWithEachQoSThoughTheyHearThemselves(RunningDemo demo) throws Exception {
        PythonScripts scripts = new PythonScripts();
        for (String qos : List.of("0", "1", "2")) {
            scripts.start("exam/events.py", PythonScripts.local(demo, "--id", "events" + qos, "--qos", qos));
        }
        scripts.start("exam/events.py", PythonScripts.local(demo, "--id", "android", "--qos", "1", "--retain"));
        scripts.awaitAll();
    }

    @Test
    void aFloodOfRepliesKeepsNobodyElseFromPassing(RunningDemo demo) throws Exception {
        PythonScripts scripts = new PythonScripts();
        scripts.start("exam/flood.py", PythonScripts.local(demo, "--id", "flood", "--wrong", "--seconds", "8"));
        scripts.start("exam/batch.py", PythonScripts.local(demo, "--students", "5", "--id", "calm"));
        scripts.start("exam/events.py", PythonScripts.local(demo, "--id", "calm"));
        scripts.awaitAll();
    }

    @Test
    void speaksWithTheQoSOfTheSubscription(RunningDemo demo) throws Exception {
        List<Student> students = new ArrayList<>();
        try {
            for (QoS qos : QoS.values()) {
                students.add(new Student(demo, qos));
            }
            for (Student student : students) {
                student.begins();
            }
            for (Student student : students) {
                student.passes();
            }
        } finally {
            students.forEach(Student::close);
        }
    }

    /** One who checks all that comes. */
    private static final class Student implements AutoCloseable {
        private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        private final QoS qos;
        private final String user;
        private final MqttConnection mqtt;
        private String uuid = "";

        private Student(RunningDemo demo, QoS qos) throws Exception {
            this.qos = qos;
            this.user = "qos" + qos.level();
            this.mqtt = demo.local("student-" + user);
            MqttConnection.await(mqtt.subscribe(TopicFilter.of("aromabridge/exam/" + user), qos, heard::add));
            MqttConnection.await(mqtt.subscribe(TopicFilter.of(user + "/UUID"), qos, heard::add));
            MqttConnection.await(mqtt.publish(Message.of("login", user, qos)));
        }

        private Message next(String topic) throws InterruptedException {
            Message message = heard.poll(20, TimeUnit.SECONDS);
            assertTrue(message != null, () -> user + " heard nothing for 20 s, waiting for " + topic);
            assertEquals(
                    topic + " " + qos + " false", message.topic() + " " + message.qos() + " " + message.retained());
            return message;
        }

        private void begins() throws Exception {
            uuid = next(user + "/UUID").payload().text();
            MqttConnection.await(mqtt.subscribe(TopicFilter.of(uuid), qos, heard::add));
        }

        private void passes() throws Exception {
            List<String> commands = new ArrayList<>();
            String said = next(uuid).payload().text();
            while (!said.equals("Well done my IoT!")) {
                commands.add(said);
                String answer = ANSWERS.getOrDefault(said, "");
                MqttConnection.await(mqtt.publish(Message.of(uuid + "/" + said, answer, qos)));
                said = next(uuid).payload().text();
            }
            assertTrue(commands.size() >= 3 && commands.size() <= 7, commands::toString);
            String verdict = next("aromabridge/exam/" + user).payload().text();
            assertEquals(
                    "passed " + commands.size(),
                    new ObjectMapper().readTree(verdict).path("verdict").asText() + " "
                            + new ObjectMapper()
                                    .readTree(verdict)
                                    .path("answered")
                                    .asInt(),
                    verdict);
            assertEquals(List.of(), List.copyOf(heard), "nothing comes after the final message");
        }

        @Override
        public void close() {
            mqtt.close();
        }
    }
}
