{{- define "errand.labels" -}}
app.kubernetes.io/name: errand
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- define "errand.selector" -}}
app.kubernetes.io/name: errand
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "errand.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- /* What every pod of ours has in common: no rights, nothing to write but two empty folders. */ -}}
{{- define "errand.pod" -}}
serviceAccountName: {{ .Release.Name }}-errand
automountServiceAccountToken: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
volumes:
  - {name: home, emptyDir: {}}
  - {name: tmp, emptyDir: {}}
{{- end -}}

{{- define "errand.container" -}}
image: {{ include "errand.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
envFrom:
  - configMapRef: {name: {{ .Release.Name }}-errand}
  - secretRef: {name: {{ .Values.existingSecret }}}
volumeMounts:
  - {name: home, mountPath: /var/lib/errand}
  - {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "errand.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{ include "errand.selector" . | nindent 8 }}
{{- end -}}

{{- /* 5 s until the balancer knows, the drain itself, and time to close what is open. */ -}}
{{- define "errand.grace" -}}
terminationGracePeriodSeconds: {{ add .Values.drainSeconds 25 }}
{{- end -}}
